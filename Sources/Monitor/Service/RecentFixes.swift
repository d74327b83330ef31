internal import GeoCore

/// The accepted fixes that are not in the history yet, by device.
///
/// Bounded by how far the history lags behind the log: seconds.
struct RecentFixes {
  private var generations: [(through: Int64, fixes: [DeviceNumber: [Fix]], count: Int)] = []

  /// How many fixes one generation takes: small, so that the memory stops growing soon after a start.
  private static let generationSize = 10_000

  /// The fixes of a device in a period.
  func fixes(of device: DeviceNumber, in period: Period) -> [Fix] {
    generations.flatMap { $0.fixes[device] ?? [] }.filter { period.contains($0.time) }
  }

  /// Adds the accepted fixes of an input.
  mutating func add(_ batch: FixBatch, sequence: Int64) {
    if generations.last.map({ $0.count >= Self.generationSize }) ?? true {
      generations.append((sequence, [:], 0))
    }
    let last = generations.count - 1
    generations[last].through = sequence
    for (fix, outcome) in zip(batch.fixes, batch.outcomes) where outcome.isAccepted {
      generations[last].fixes[fix.device, default: []].append(fix)
      generations[last].count += 1
    }
  }

  /// Forgets what the history holds by now.
  mutating func forget(through progress: Int64) {
    generations.removeAll { $0.through <= progress }
  }
}

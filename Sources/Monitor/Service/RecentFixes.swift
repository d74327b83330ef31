internal import GeoCore

/// The accepted fixes that are not in the history yet, to find a late fix that came before.
///
/// Bounded by how far the history lags behind the log: seconds.
struct RecentFixes {
  private var generations: [(through: Int64, fixes: Set<Fix>)] = [(0, [])]

  /// How many fixes one generation takes.
  private static let generationSize = 50_000

  /// Whether this very fix came since `progress`.
  func contains(_ fix: Fix) -> Bool {
    let fix = fix.withoutDelivery
    return generations.contains { $0.fixes.contains(fix) }
  }

  /// Notes the accepted fixes of an input.
  mutating func insert(_ batch: FixBatch, sequence: Int64) {
    if generations[generations.count - 1].fixes.count >= Self.generationSize {
      generations.append((sequence, []))
    }
    let last = generations.count - 1
    generations[last].through = sequence
    for (fix, outcome) in zip(batch.fixes, batch.outcomes) where outcome.isAccepted {
      generations[last].fixes.insert(fix.withoutDelivery)
    }
  }

  /// Forgets what the history holds by now.
  mutating func forget(through progress: Int64) {
    generations.removeAll { $0.through <= progress }
    if generations.isEmpty { generations.append((progress, [])) }
  }
}

internal import GeoCore

/// The accepted fixes that are not in the history yet, to find a late fix that came before.
///
/// Bounded by how far the history lags behind the log: seconds.
struct RecentFixes {
  private var generations: [(through: Int64, fixes: Set<Fix>)] = [(0, [])]

  /// How many fixes one generation takes: small, so that the set stops growing soon after a start.
  private static let generationSize = 10_000

  /// Whether this very fix came since `progress`.
  func contains(_ fix: Fix) -> Bool {
    let fix = fix.withoutDelivery
    return generations.contains { $0.fixes.contains(fix) }
  }

  /// Begins the accepted fixes of an input.
  mutating func begin(_ sequence: Int64) {
    if generations[generations.count - 1].fixes.count >= Self.generationSize {
      generations.append((sequence, []))
    }
    generations[generations.count - 1].through = sequence
  }

  /// Notes an accepted fix of the input that was begun.
  mutating func insert(_ fix: Fix) {
    generations[generations.count - 1].fixes.insert(fix.withoutDelivery)
  }

  /// Forgets what the history holds by now.
  mutating func forget(through progress: Int64) {
    generations.removeAll { $0.through <= progress }
    if generations.isEmpty { generations.append((progress, [])) }
  }
}

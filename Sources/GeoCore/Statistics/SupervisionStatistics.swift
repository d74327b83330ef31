/// The figures that a supervising office is asked for: of a jurisdiction and of each directly below it,
/// in one period (`docs/figures.md`).
///
/// Fed one subject after another; of each no more is kept than what is counted.
public struct SupervisionStatistics: Sendable {
  /// One jurisdiction and its figures.
  public struct Row: Sendable {
    /// The jurisdiction.
    public var jurisdiction: Jurisdiction

    /// Its figures; they hold those of all jurisdictions below it.
    public var figures = JurisdictionFigures()
  }

  /// The jurisdiction that was asked for, then those directly below it by their identifiers.
  public private(set) var rows: [Row]

  /// The row of each jurisdiction directly below, or further down.
  private var rowBelow: [JurisdictionID: Int] = [:]

  /// Creates figures of nobody.
  ///
  /// - Returns: `nil` if no jurisdiction is `id`.
  public init?(of id: JurisdictionID, in jurisdictions: [Jurisdiction]) {
    guard let own = jurisdictions.last(where: { $0.id == id }) else { return nil }
    let children = Dictionary(grouping: jurisdictions) { $0.parent }
    let below = (children[id] ?? []).filter { $0.id != id }.sorted { $0.id < $1.id }
    rows = ([own] + below).map { Row(jurisdiction: $0) }
    rowBelow[id] = 0
    for (index, child) in below.enumerated() {
      var waiting = [child.id]
      // Each jurisdiction is visited once, whatever circles the data holds.
      while let next = waiting.popLast() {
        guard rowBelow[next] == nil else { continue }
        rowBelow[next] = index + 1
        waiting += (children[next] ?? []).map(\.id)
      }
    }
  }

  /// Whether a jurisdiction is the one that was asked for, or below it.
  public func covers(_ id: JurisdictionID) -> Bool { rowBelow[id] != nil }

  /// Adds what a subject did.
  public mutating func add(_ account: SubjectAccount) {
    let own = Set(account.versions.compactMap { rowBelow[$0.subject.jurisdiction] })
    guard !own.isEmpty else { return }
    rows[0].figures.add(account) { rowBelow[$0] != nil }
    for index in own where index > 0 {
      rows[index].figures.add(account) { rowBelow[$0] == index }
    }
  }
}

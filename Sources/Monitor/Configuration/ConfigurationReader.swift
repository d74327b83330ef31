internal import GeoCore
internal import GeoFormats
internal import Yams

/// Takes the values out of a parsed file, and notes what is wrong with them.
struct ConfigurationReader {
  /// What is wrong, by line.
  private(set) var faults: [ConfigurationFault] = []

  private let root: Node?
  private let grades: Set<GradeID>?
  private let keys: [ConfigurationKey]
  private var found: [String: (value: Double, line: Int)] = [:]

  /// Creates a reader of a file's outermost node; `nil` where the file is empty.
  init(_ root: Node?, grades: Set<GradeID>?) {
    self.root = root
    self.grades = grades
    let section = root?.mapping?.first { $0.key.scalar?.string == ConfigurationKey.evidence }
    let names = section?.value.mapping?.compactMap { $0.key.scalar?.string } ?? []
    let given = names.filter { $0 != ConfigurationKey.otherGrades }
      .compactMap { GradeID(typed: $0) }.filter { grades?.contains($0) ?? true }
    let usual = Configuration().rules.errorRates.keys
    keys = ConfigurationKey.all(grades: Set(given).union(usual).sorted())
  }

  /// Reads the configuration; it counts only if there are no ``faults``.
  mutating func read() -> Configuration {
    if let root { readSection(root, [], line: 1) }
    var configuration = Configuration()
    for key in keys {
      if let value = found[key.name]?.value { key.set(&configuration, value) }
    }
    if faults.isEmpty { checkLimits(configuration) }
    faults = faults.enumerated().sorted { a, b in
      (a.element.line, a.offset) < (b.element.line, b.offset)
    }.map(\.element)
    return configuration
  }

  private mutating func readSection(_ node: Node, _ path: [String], line: Int) {
    guard let pairs = node.mapping else {
      // A section whose keys are all left out, as comments perhaps.
      if node.isNothing { return }
      let inside = keys.first { $0.path.starts(with: path) }
      let example = inside.flatMap { $0.path.count == path.count + 1 ? $0 : nil }
      note(line, path, ConfigurationReason.noMap(example: example))
      return
    }
    let keys = keys.filter { $0.path.starts(with: path) }
    let known = keys.reduce(into: [String]()) { known, key in
      let name = key.path[path.count]
      if known.last != name { known.append(name) }
    }
    for (name, value) in pairs {
      let line = name.mark?.line ?? line
      guard let written = name.scalar?.string else {
        note(line, path, ConfigurationReason.noMap(example: nil))
        continue
      }
      let name = known.contains(written) ? written : written.halfWidth
      guard known.contains(name) else {
        noteUnknown(written, line, path, known)
        continue
      }
      let inner = path + [name]
      if let key = keys.first(where: { $0.path == inner }) {
        read(value, key, line)
      } else {
        readSection(value, inner, line: line)
      }
    }
  }

  private mutating func read(_ node: Node, _ key: ConfigurationKey, _ line: Int) {
    guard let written = node.scalar?.string else {
      return note(line, key.path, ConfigurationReason.noValue(key))
    }
    if node.isNothing { return note(line, key.path, ConfigurationReason.empty(key)) }
    // No value is long; of one that is, the beginning says enough.
    let text = String(written.halfWidth.prefix(60))
    let reading = key.quantity.read(text)
    guard case .value(let value) = reading else {
      return note(line, key.path, ConfigurationReason.badValue(text, reading, key))
    }
    guard key.range.contains(value) else {
      return note(line, key.path, ConfigurationReason.outOfRange(text, key))
    }
    found[key.name] = (value, line)
  }

  private mutating func noteUnknown(
    _ written: String,
    _ line: Int,
    _ path: [String],
    _ known: [String]
  ) {
    let name = String(written.prefix(60))
    let near = nearest(to: name.halfWidth.replacing("_", with: " "), among: known)
    let isGrade = path == [ConfigurationKey.evidence]
    let reason =
      isGrade
      ? ConfigurationReason.unknownGrade(near: near)
      : ConfigurationReason.unknown(near: near, known: known)
    note(line, path + [name], reason)
  }

  private mutating func note(_ line: Int, _ path: [String], _ reason: Sentence) {
    let key = path.joined(separator: ".")
    faults.append(ConfigurationFault(line: line, key: key, reason: reason))
  }

  /// Notes what contradicts itself: of each pair the first may not be above the second.
  private mutating func checkLimits(_ configuration: Configuration) {
    for (lower, upper) in ConfigurationKey.ordered {
      let (low, high) = (lower.value(in: configuration), upper.value(in: configuration))
      guard low > high else { continue }
      // The one that the file states last is told of.
      let (lowLine, highLine) = (found[lower.name]?.line, found[upper.name]?.line)
      if let highLine, highLine >= lowLine ?? 0 {
        let reason = ConfigurationReason.below(upper.text(high), lower, lower.text(low))
        note(highLine, upper.path, reason)
      } else {
        let reason = ConfigurationReason.above(lower.text(low), upper, upper.text(high))
        note(lowLine ?? 1, lower.path, reason)
      }
    }
  }
}

extension Node {
  /// Whether nothing was written: not even quotation marks.
  fileprivate var isNothing: Bool { scalar?.string == "" && scalar?.style == .plain }
}

extension ConfigurationKey {
  /// Pairs of keys of which the first is at most the second.
  static let ordered: [(ConfigurationKey, ConfigurationKey)] = {
    let names = [
      ("receivers.gnss.floor", "receivers.gnss.usual"),
      ("receivers.fused.floor", "receivers.fused.usual"),
      ("receivers.wifi.floor", "receivers.wifi.usual"),
      ("receivers.cell.floor", "receivers.cell.usual"),
      ("movement.ground speed", "movement.flight speed"),
      ("leaves.office limit", "leaves.county limit"),
      ("leaves.county limit", "leaves.greatest length"),
    ]
    let keys = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    return names.compactMap { lower, upper in
      guard let lower = keys[lower], let upper = keys[upper] else { return nil }
      return (lower, upper)
    }
  }()
}

import GeoCore
import Testing

@testable import Monitor

/// Configurations that are written and read again, against the values that they were made of.
struct ConfigurationFileTests {
  private func read(_ text: String) throws -> Configuration {
    try ConfigurationFile.read(text, file: "f")
  }

  @Test(arguments: ["", "\n", "# nothing\n", "---\n", "windows:\nreceivers:\n  gnss:\n", "{}"])
  func `a file that says nothing means the defaults`(text: String) throws {
    let configuration = try read(text)
    #expect(configuration == Configuration())
    #expect(configuration.rules == DecisionRules())
    #expect(configuration.leaves == LeaveRules())
    #expect(configuration.scores == ScoreRules())
  }

  @Test func `the default file means the defaults in both languages`() throws {
    for words in [\Sentence.english, \Sentence.chinese] {
      let text = ConfigurationFile.text(of: Configuration(), title: []) { $0[keyPath: words] }
      #expect(try read(text) == Configuration())
      #expect(text.utf8.count < ConfigurationFile.greatestLength / 4)
    }
  }

  @Test func `every form of a value is read`() throws {
    let configuration = try read(
      """
      windows: {leg: 90s, late: 1.5 d, "frozen": '1800000 ms'}
      movement:
        ground speed: 360 km/h
        alarm distance: 12.5km
      receivers:
        gnss:
          floor: ５ ｍ
          outliers: 2.5   in 100000
      evidence:
        other:
          miss: 2e-3
        strict:
          false alarm: +.001
        probation:
          false alarm: 0.002
      scores:
        online due: 90%
      """
    )
    let rules = configuration.rules
    #expect(rules.windows.leg == .seconds(90))
    #expect(rules.windows.late == .hours(36))
    #expect(rules.windows.frozen == .minutes(30))
    #expect(rules.windows.clockTolerance == .minutes(10))
    #expect(abs(rules.movement.groundSpeed.value - 100) < 1e-9)
    #expect(rules.movement.alarmDistance == Meters(12_500))
    #expect(rules.receivers.gnss.floor == Meters(5))
    #expect(rules.receivers.gnss.outliersPerHundredThousand == 2.5)
    let strict = DecisionRules().errorRates(of: "strict")
    #expect(
      rules.errorRates(of: "strict") == ErrorRates(falseAlarm: 1e-3, miss: strict.miss)
    )
    #expect(rules.errorRates(of: "lenient") == DecisionRules().errorRates["lenient"])
    #expect(configuration.scores.onlineDue == 90)
  }

  @Test func `what a grade leaves out is that of all other grades`() throws {
    let text = "evidence:\n  new:\n    miss: 0.01\n  other:\n    false alarm: 0.003\n"
    let rules = try read(text).rules
    #expect(rules.errorRates(of: "new") == ErrorRates(falseAlarm: 0.003, miss: 0.01))
    #expect(rules.errorRates(of: "standard") == ErrorRates(falseAlarm: 0.003))
  }

  @Test(arguments: [81, 82, 83] as [UInt64])
  func `any values within their ranges are read as they were written`(seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<40 {
      let written = random.configuration()
      let text = ConfigurationFile.text(of: written, title: []) { $0.chinese }
      #expect(try read(text) == written)
      #expect(try DecisionRules(record: written.rules.record) == written.rules)
      #expect(written.differences(from: written) == [])
    }
  }

  @Test func `differences are told by key, with values as the file holds them`() throws {
    let text =
      "windows:\n  late: 2 d\nevidence:\n  strict:\n    miss: 0.002\nscores:\n  silent: 0\n"
    let told = try read(text).differences(from: Configuration()).map {
      "\($0.key): \($0.before) → \($0.after)"
    }
    #expect(
      told == [
        "evidence.strict.miss: \(plain(DecisionRules().errorRates(of: "strict").miss)) → 0.002",
        "windows.late: 72 h → 48 h", "scores.silent: 3 → 0",
      ]
    )
  }

  @Test func `a number is written without an exponent, and read as the same`() {
    let numbers = [
      0, 1, 10, 0.5, 1e-4, 5e-5, 1e-9, 1.25e-7, 2e7, 1e16, 1.5e17, 12_345.678, 0.1 + 0.2, -3, -2e-6,
    ]
    for number in numbers {
      #expect(Double(plain(number)) == number)
      #expect(!plain(number).contains("e"))
    }
    #expect(plain(5e-5) == "0.00005")
    #expect(plain(1.25e-7) == "0.000000125")
    #expect(plain(1.5e17) == "150000000000000000")
  }
}

/// Every number is in the file: against Swift's own reflection of the types.
struct ConfigurationKeyTests {
  /// The names of the numbers in a value, and of those within it.
  private func numbers(in value: Any, _ path: String = "") -> [String] {
    if value is Meters || value is MetersPerSecond || value is Milliseconds { return [path] }
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .struct, !mirror.children.isEmpty else { return [path] }
    return mirror.children.flatMap { numbers(in: $0.value, path + "." + ($0.label ?? "")) }
  }

  @Test func `every member of the rules has a key`() {
    let defaults = Configuration()
    let members = numbers(in: defaults).filter {
      !$0.hasSuffix(".errorRates") && !$0.hasSuffix(".points")
    }
    let keys = ConfigurationKey.all(grades: [])
    #expect(keys.count == members.count + AlertKind.allCases.count)
    let rates = ConfigurationKey.all(grades: ["a", "b"])
    #expect(rates.count == keys.count + 4)
  }

  @Test func `every key changes what it names and nothing else`() {
    for key in ConfigurationKey.all {
      var configuration = Configuration()
      let other =
        key.value(in: configuration) == key.range.lowerBound
        ? key.range.upperBound : key.range.lowerBound
      key.set(&configuration, other)
      #expect(key.value(in: configuration) == other, "\(key.name)")
      let changed = configuration.differences(from: Configuration()).map(\.key)
      #expect(changed == [key.name])
      #expect(configuration != Configuration())
      let rules = configuration.rules
      #expect((rules.record == DecisionRules().record) == (rules == DecisionRules()), "\(key.name)")
    }
  }

  @Test func `every default is within its range and in order`() {
    for key in ConfigurationKey.all {
      #expect(key.range.contains(key.value(in: Configuration())), "\(key.name)")
      #expect(
        key.meaning.english.hasSuffix(".") && key.meaning.chinese.hasSuffix("。"),
        "\(key.name)"
      )
    }
    #expect(ConfigurationKey.ordered.count == 7)
    let names = ConfigurationKey.all.map(\.name)
    #expect(Set(names).count == names.count)
  }
}

extension Seeded {
  /// A configuration of random values within their ranges, of a few grades.
  mutating func configuration() -> Configuration {
    var configuration = Configuration()
    let names = ["strict", "lenient", "严管", "a:b", "#1", "&x", "it's", "\\n", "true", "1e3", "-"]
    let named = names.filter { _ in Bool.random(using: &self) }.map { GradeID($0) }
    let grades = Set(named).union(configuration.rules.errorRates.keys).sorted()
    for key in ConfigurationKey.all(grades: grades) {
      var value = Double.random(in: key.range, using: &self)
      if Bool.random(using: &self) { value = key.range.lowerBound * 1.5 }
      if key.quantity.isWhole { value = value.rounded(.up) }
      key.set(&configuration, min(value, key.range.upperBound))
    }
    for (lower, upper) in ConfigurationKey.ordered {
      let (low, high) = (lower.value(in: configuration), upper.value(in: configuration))
      upper.set(&configuration, max(low, high))
    }
    return configuration
  }
}

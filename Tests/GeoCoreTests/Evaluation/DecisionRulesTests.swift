import Testing

@testable import GeoCore

/// Rules as an input: taken over from then on, kept by a snapshot and by a record.
struct DecisionRulesTests {
  private let start = Instant(milliseconds: 1_767_225_600_000)

  private var others: DecisionRules {
    var rules = DecisionRules()
    rules.errorRates = ["probation": ErrorRates(falseAlarm: 0.01, miss: 0.02)]
    rules.otherErrorRates.miss = 0.003
    rules.receivers.cell.outliersPerHundredThousand = 0.125
    rules.movement.flightOverhead = .minutes(7)
    rules.windows.late = Milliseconds(123_456_789)
    return rules
  }

  @Test func `a record holds every number bit by bit`() throws {
    for rules in [DecisionRules(), others] {
      #expect(try DecisionRules(record: rules.record) == rules)
    }
    #expect(DecisionRules().record != others.record)
  }

  @Test func `a record that was cut short, lengthened or is of another version is malformed`() {
    let record = others.record
    for count in 0..<record.count {
      #expect(throws: ByteReader.Malformed.self) {
        try DecisionRules(record: Array(record.prefix(count)))
      }
    }
    #expect(throws: ByteReader.Malformed.self) { try DecisionRules(record: record + [0]) }
    #expect(throws: ByteReader.Malformed.self) {
      try DecisionRules(record: [99] + record.dropFirst())
    }
  }

  @Test func `a record of the first version means what it meant`() throws {
    let record = [1] + others.record.dropFirst().dropLast(8)
    var expected = others
    expected.windows.satellites = .zero
    #expect(try DecisionRules(record: Array(record)) == expected)
    #expect(throws: ByteReader.Malformed.self) {
      try DecisionRules(record: [1] + others.record.dropFirst())
    }
  }

  @Test func `an evaluator takes rules over with the input and a snapshot keeps them`() throws {
    var evaluator = Evaluator()
    #expect(evaluator.rules == DecisionRules())
    var output = Evaluation()
    var (input, past) = (Input.rules(others, at: start), RecordedPast())
    evaluator.evaluate(&input, into: &output, past: &past)
    #expect(evaluator.rules == others)
    #expect(evaluator.now == start)
    #expect(output.transitions.isEmpty)
    let nothing = RegistryChange(revision: 0, superseded: [], recorded: [])
    let restored = try Evaluator(snapshot: evaluator.snapshot, registry: nothing)
    #expect(restored.rules == others)
    #expect(restored.snapshot == evaluator.snapshot)
  }
}

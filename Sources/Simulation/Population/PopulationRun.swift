import AlertStore
public import GeoCore
import Monitor

/// What came of a population's days: the same pipeline as the service's, on a virtual clock.
public struct PopulationRun: Sendable {
  /// How right the alerts about being outside were, by what the person carries.
  public private(set) var tallies: [DeviceAssignment.Kind: Tally] = [:]

  /// How right all of them were.
  public var tally: Tally {
    tallies.values.reduce(into: Tally()) { $0.add($1) }
  }

  /// The fixes, by what became of them.
  public private(set) var outcomes: [FixOutcome: Int] = [:]

  /// The alerts by kind.
  public private(set) var alertsByKind: [AlertKind: Int] = [:]

  /// The alerts of one run, in order of when they were raised, then of their content; empty once runs
  /// have been added to each other.
  public private(set) var alerts: [AlertRecord] = []

  /// Creates the run of nobody.
  public init() {}

  /// Runs some people of a population together through one pipeline.
  public init(_ population: Population, persons: some Collection<Int>) {
    let residents = persons.map { population.resident($0) }
    var course = Course(residents, population)
    course.run(until: 86_400 * population.days)
    alerts = course.book.alerts.sorted(by: Self.isBefore)
    for alert in alerts { alertsByKind[alert.key.kind, default: 0] += 1 }
    outcomes = course.outcomes
    let episodes = course.book.episodes
    for (index, resident) in residents.enumerated() {
      tallies[resident.assignment.kind, default: Tally()].add(
        episodes[resident.subject.id] ?? [],
        against: resident.excursions,
        days: population.days,
        fixesAt: course.times[index].sorted()
      )
    }
  }

  /// The order of alerts: by when they were raised, then by their content.
  static func isBefore(_ a: AlertRecord, _ b: AlertRecord) -> Bool {
    (a.raisedAt, a.key.subject.text, a.key.kind.rawValue, a.key.cause, a.key.began)
      < (b.raisedAt, b.key.subject.text, b.key.kind.rawValue, b.key.cause, b.key.began)
  }

  /// Adds the figures of other people of the same population.
  public mutating func add(_ other: PopulationRun) {
    for (kind, tally) in other.tallies { tallies[kind, default: Tally()].add(tally) }
    outcomes.merge(other.outcomes, uniquingKeysWith: +)
    alertsByKind.merge(other.alertsByKind, uniquingKeysWith: +)
    alerts = []
  }

  /// How many people go through a pipeline together: more would hold more in memory, and say the same.
  private static let together = 32

  /// Runs a whole population, some people at a time.
  ///
  /// - Parameters:
  ///   - population: the people.
  ///   - progress: told how many people have lived their days.
  public init(of population: Population, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }) {
    for first in stride(from: 0, to: population.count, by: Self.together) {
      let last = min(first + Self.together, population.count)
      add(PopulationRun(population, persons: first..<last))
      progress(last, population.count)
    }
  }
}

/// The days of some people in one pipeline.
private struct Course {
  let residents: [Resident]
  var devices: [DeviceCourse]
  var pipeline = Pipeline()
  var output = Evaluation()
  var book = EpisodeBook()
  var outcomes: [FixOutcome: Int] = [:]
  /// The times of each person's fixes, in order of arrival.
  var times: [[Instant]]
  /// What is on its way.
  private var arrivals: [Arrival] = []

  private struct Arrival {
    var at: Instant
    var resident: Int
    var fix: Fix
  }

  init(_ residents: [Resident], _ population: Population) {
    self.residents = residents
    devices = residents.map(\.device)
    times = residents.map { _ in [] }
    let facts = population.sharedFacts + residents.flatMap(\.facts)
    let rows = facts.enumerated().map { index, fact in
      RegistryRow(number: Int64(index + 1), effective: .always, fact: fact)
    }
    let change = RegistryChange(revision: 1, superseded: [], recorded: rows)
    feed(.registry(change, at: Population.start))
  }

  /// Lives until a second, an hour at a time.
  mutating func run(until end: Int) {
    for hour in stride(from: 3_600, through: end, by: 3_600) {
      for index in residents.indices {
        for report in devices[index].reports(until: hour, on: residents[index].itinerary) {
          let (fix, at) = residents[index].delivery(report)
          arrivals.append(Arrival(at: at, resident: index, fix: fix))
          times[index].append(fix.time)
        }
      }
      deliver(before: EveningClock.instant(hour))
    }
    passTime(until: EveningClock.instant(end))
    feed(.clock(EveningClock.instant(end)))
  }

  /// Feeds what has arrived before an instant.
  private mutating func deliver(before end: Instant) {
    let due = arrivals.enumerated().filter { $0.element.at < end }
      .sorted { a, b in
        (a.element.at, a.element.resident, a.offset) < (b.element.at, b.element.resident, b.offset)
      }.map(\.element)
    arrivals.removeAll { $0.at < end }
    var rest = due[...]
    while let at = rest.first?.at {
      let now = rest.prefix { $0.at == at }
      deliver(now, at: at)
      rest = rest.dropFirst(now.count)
    }
  }

  /// Feeds what arrives at one instant; each person's device sends for itself.
  private mutating func deliver(_ fixes: ArraySlice<Arrival>, at instant: Instant) {
    passTime(until: instant)
    var batch = FixBatch(receivedAt: instant)
    for (resident, fix) in fixes.map({ ($0.resident, $0.fix) }) {
      let sender = SenderNumber(UInt32(residents[resident].number + 1))
      if batch.datagrams.last?.sender == sender {
        batch.datagrams[batch.datagrams.count - 1].fixCount += 1
      } else {
        batch.datagrams.append(
          DatagramReceipt(
            sender: sender,
            salt: 0,
            counter: UInt64(times[resident].count),
            sentAt: instant,
            firstFix: Int32(batch.fixes.count),
            fixCount: 1
          )
        )
      }
      batch.fixes.append(fix)
      let isAhead = fix.time > instant + FixOutcome.aheadTolerance
      batch.outcomes.append(isAhead ? .timeAhead : .kept)
    }
    feed(.fixes(batch))
  }

  /// Sends the clock at every deadline, as the service does.
  private mutating func passTime(until instant: Instant) {
    while pipeline.evaluator.nextDeadline <= instant {
      feed(.clock(pipeline.evaluator.nextDeadline))
    }
  }

  private mutating func feed(_ input: Input) {
    var input = input
    pipeline.accept(&input, into: &output)
    if case .fixes(let batch) = input {
      for outcome in batch.outcomes { outcomes[outcome, default: 0] += 1 }
    }
    book.take(output.transitions)
    output.removeAll()
  }
}

import Simulation

/// Measures every rule on the same days.
enum Measuring {
  /// The tallies of ``Field/all`` on so many days of a scenario; the persons are shared out to threads.
  static func tallies(
    _ scenario: Scenario,
    days: Int,
    seed: UInt64,
    threads: Int
  ) async -> [Tally] {
    let persons = (days + Scenario.daysPerPerson - 1) / Scenario.daysPerPerson
    return await withTaskGroup(of: [Tally].self) { group in
      for thread in 0..<threads {
        group.addTask {
          let share = persons * thread / threads..<persons * (thread + 1) / threads
          return tallies(scenario, ofPersons: share, seed: seed)
        }
      }
      var sum = [Tally](repeating: Tally(), count: Field.all.count)
      for await tallies in group {
        for (index, tally) in tallies.enumerated() { sum[index].add(tally) }
      }
      return sum
    }
  }

  private static func tallies(
    _ scenario: Scenario,
    ofPersons persons: Range<Int>,
    seed: UInt64
  ) -> [Tally] {
    var tallies = [Tally](repeating: Tally(), count: Field.all.count)
    for person in persons {
      let course = scenario.course(ofPerson: person, seed: seed)
      let times = course.deliveries.map(\.fix.time).sorted()
      for (index, rule) in Field.all.enumerated() {
        tallies[index].add(
          rule.episodes(of: course),
          against: course.excursions,
          days: course.days,
          fixesAt: times
        )
      }
    }
    return tallies
  }
}

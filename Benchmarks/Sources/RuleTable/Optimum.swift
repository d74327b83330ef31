import GeoCore
import Simulation

/// The most that any test can find at the edge, where the error's deviation and correlation time are
/// known, and that the excursion holds ten fixes 200 m outside.
///
/// A person may be anywhere inside and move as it likes: the hypothesis hardest to tell from the
/// excursion is one whose positions before and after say nothing, and which is on the edge itself
/// meanwhile. Against it the best test (Neyman and Pearson) is the mean of the ten fixes that weighs by
/// the inverse of their covariance; for an error that keeps the share ρ from fix to fix the weights are
/// 1, 1 − ρ, …, 1 − ρ, 1. It is asked at every fix, and may be wrong once in a hundred person-days.
struct Optimum {
  /// The standard deviation of the error.
  let deviation: Double

  /// What the error keeps from one fix to the next: e to the power of −60 s ÷ 180 s.
  private let kept = 0.716_531_310_573_789

  /// The fixes of ten minutes.
  private let fixes = 10

  /// Standard deviations of the mean for each metre outside.
  private var perMeter: Double {
    (1 + Double(fixes - 1) * (1 - kept) / (1 + kept)).squareRoot() / deviation
  }

  /// The mean of the last fixes, in its standard deviations; it is 0 on the edge.
  private func means(of course: PersonCourse) -> [(time: Instant, mean: Double)] {
    let outside = course.deliveries.map(\.outsideBy)
    let sum = 2 + Double(fixes - 2) * (1 - kept)
    var middle = outside[0..<fixes].reduce(0, +)
    return (fixes..<outside.count).map { last in
      middle += outside[last] - outside[last - fixes]
      let ends = outside[last] + outside[last - fixes + 1]
      let mean = (ends + (1 - kept) * (middle - ends)) / sum
      return (course.deliveries[last].fix.time, mean * perMeter)
    }
  }

  /// What a test finds.
  struct Finding {
    /// How far the mean has to be outside, in metres; negative inside.
    var threshold: Double
    /// The share of excursions that are found.
    var recall: Double
  }

  /// What the best test finds at a false alarm in a hundred person-days: of somebody who may be anywhere
  /// up to the edge itself, and of somebody who is known to stay 30 m inside.
  static func findings(
    _ scenario: Scenario,
    deviation: Double,
    days: Int,
    seed: UInt64
  ) -> (anywhere: Finding, at30: Finding) {
    let optimum = Optimum(deviation: deviation)
    var (peaks, quiet, count) = ([Double](), [Double](), 0)
    for person in 0..<max(1, days / Scenario.daysPerPerson) {
      let course = scenario.course(ofPerson: person, seed: seed)
      let means = optimum.means(of: course)
      for excursion in course.excursions {
        let during = means.lazy.filter { near($0.time, excursion.period) }
        peaks.append(during.map(\.mean).max() ?? 0)
      }
      quiet += optimum.quietPeaks(means, besides: course.excursions)
      count += course.days
    }
    quiet.sort(by: >)
    let home = quiet[min(quiet.count - 1, count / 100)]
    let finding = { (threshold: Double) in
      let found = peaks.filter { $0 > threshold }.count
      return Finding(
        threshold: threshold / optimum.perMeter,
        recall: Double(found) / Double(peaks.count)
      )
    }
    return (finding(home + 30 * optimum.perMeter), finding(home))
  }

  /// Whether the window that ends at `time` touches a stay.
  private static func near(_ time: Instant, _ stay: Period) -> Bool {
    time >= stay.start - .minutes(1) && time <= stay.end + .minutes(15)
  }

  /// The peak of each stretch of a quiet life in which the mean is further out than home.
  private func quietPeaks(
    _ means: [(time: Instant, mean: Double)],
    besides excursions: [TrueExcursion]
  ) -> [Double] {
    var (peaks, peak) = ([Double](), -Double.infinity)
    for (time, mean) in means {
      let isQuiet = !excursions.contains { Self.near(time, $0.period) }
      if isQuiet, mean > -30 * perMeter {
        peak = max(peak, mean)
      } else if peak > -.infinity {
        peaks.append(peak)
        peak = -.infinity
      }
    }
    return peaks
  }

  /// Prints both for every deviation of the issue.
  static func print(days: Int, seed: UInt64) {
    Swift.print("| σ | anywhere inside: threshold, recall | 30 m inside: threshold, recall |")
    Swift.print("| --- | --- | --- |")
    for deviation in [10, 20, 40, 50, 60] {
      guard let scenario = Scenario.named("edge-\(deviation)-stated") else { continue }
      let found = findings(scenario, deviation: Double(deviation), days: days, seed: seed)
      let cell = { (finding: Finding) in
        "\(Int(finding.threshold.rounded())) m, \(Report.percent(finding.recall))"
      }
      Swift.print("| \(deviation) m | \(cell(found.anywhere)) | \(cell(found.at30)) |")
    }
  }
}

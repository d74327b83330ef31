import GeoCore
import Simulation

/// Ours: the evaluator itself, fed as the service feeds it.
struct Fenceline: DecisionRule {
  var name: String { "fenceline" }

  func episodes(of course: PersonCourse) -> [Episode] {
    var evaluator = Evaluator()
    var output = Evaluation()
    var record = Record()
    let change = RegistryChange(revision: 1, superseded: [], recorded: course.registry)
    var input = Input.registry(change, at: course.period.start)
    evaluator.evaluate(&input, into: &output)
    for batch in course.batches {
      while evaluator.nextDeadline <= batch.receivedAt {
        var tick = Input.clock(evaluator.nextDeadline)
        evaluator.evaluate(&tick, into: &output)
        record.take(&output, decidedBy: nil)
      }
      input = .fixes(batch)
      evaluator.evaluate(&input, into: &output)
      record.take(&output, decidedBy: batch.fixes.count == 1 ? batch.fixes[0].time : nil)
    }
    input = .clock(course.period.end)
    evaluator.evaluate(&input, into: &output)
    record.take(&output, decidedBy: nil)
    return record.episodes
  }

  /// The episodes so far.
  private struct Record {
    var episodes: [Episode] = []
    var indices: [AlertKey: Int] = [:]

    /// Takes over what an input led to.
    ///
    /// Where several fixes came at once, the last believed position is the one that decided.
    mutating func take(_ output: inout Evaluation, decidedBy time: Instant?) {
      for transition in output.transitions where transition.alert.kind == .outOfZone {
        if transition.step == .raised {
          let decided = time ?? transition.position?.time ?? transition.knownAt
          indices[transition.alert] = episodes.count
          episodes.append(
            Episode(began: transition.alert.began, decided: decided, ended: .distantFuture)
          )
        } else if transition.step != .worsened, let index = indices[transition.alert] {
          episodes[index].ended = max(transition.at, episodes[index].began)
        }
      }
      output.removeAll()
    }
  }
}

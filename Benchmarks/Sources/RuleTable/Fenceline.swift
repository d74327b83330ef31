import GeoCore
import Simulation

/// Ours: the evaluator itself, fed as the service feeds it.
struct Fenceline: DecisionRule {
  var name: String { "fenceline" }

  func episodes(of course: PersonCourse) -> [ZoneEpisode] {
    var evaluator = Evaluator()
    var output = Evaluation()
    var past = RecordedPast()
    var book = EpisodeBook()
    func take(_ input: Input) {
      var input = input
      evaluator.evaluate(&input, into: &output, past: &past)
      book.take(output.transitions)
      output.removeAll()
    }
    let change = RegistryChange(revision: 1, superseded: [], recorded: course.registry)
    take(.registry(change, at: course.period.start))
    for batch in course.batches {
      while evaluator.nextDeadline <= batch.receivedAt { take(.clock(evaluator.nextDeadline)) }
      take(.fixes(batch))
    }
    take(.clock(course.period.end))
    return book.episodes[PersonCourse.subject] ?? []
  }
}

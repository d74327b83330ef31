import ArgumentParser
import GeoCore
import Presentation
import Simulation

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: say(
      "An invented county: a population whose truth is known, or one evening as files.",
      "虚构的县：真实行踪已知的人群，或一晚的样例文件。"
    ),
    discussion: say(
      """
      With --subjects a population lives its days, and the alerts are compared with the truth:

        fenceline simulate --subjects 1000 --seed 7

      People have homes, work, errands and nights, and now and then leave the county without leave; their
      devices err as real ones do. With --out the registry, the tracks and the truth are written too.
      One seed gives one result, and a person is the same however many there are.

      Without --subjects an evening of forty people is written, with the alerts that must come of it:

        fenceline simulate --out samples
      """,
      """
      给出 --subjects 时，模拟一群人的生活，并将告警与真实行踪对照：

        fenceline simulate --subjects 1000 --seed 7

      他们有住处、工作、日常出行和夜间休息，偶尔不假外出；定位装置的误差与真实装置相仿。
      再给出 --out 时，同时写出登记信息、轨迹和真实行踪。相同种子结果相同，人数多少不影响每个人。

      不给出 --subjects 时，写出四十人的一晚及应出现的告警：

        fenceline simulate --out samples
      """
    )
  )

  @Option(
    help: ArgumentHelp(
      say("How many people live; up to a million.", "模拟人数，最多一百万。"),
      valueName: "n"
    )
  )
  var subjects: Int?

  @Option(
    help: ArgumentHelp(
      say(
        "With --subjects: for how many days; 1 unless you say, up to 366.",
        "与 --subjects 合用：模拟天数，默认 1，最多 366。"
      ),
      valueName: "d"
    )
  )
  var days: Int?

  @Option(help: ArgumentHelp(say("The same seed gives the same people.", "相同种子生成相同的数据。")))
  var seed: UInt64 = 7

  @Option(
    help: ArgumentHelp(
      say("Where files go; needed without --subjects.", "输出目录；不给出 --subjects 时必填。"),
      valueName: "dir"
    )
  )
  var out: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    guard let subjects else { return try writeEvening() }
    guard (1...Population.most).contains(subjects), (1...366).contains(days ?? 1) else {
      throw CommandError.misused(
        Sentence(
          "--subjects is 1 to 1000000, --days 1 to 366",
          "--subjects 应为 1 至 1000000，--days 应为 1 至 366"
        )
      )
    }
    try live(Population(count: subjects, days: days ?? 1, seed: seed))
  }

  private func writeEvening() throws {
    guard let out, days == nil, !output.json else {
      throw CommandError.misused(
        Sentence(
          "name a number of people with --subjects, or a directory for the evening with --out",
          "请用 --subjects 给出人数，或用 --out 给出样例文件的目录"
        )
      )
    }
    try OutputFile.makeDirectory(out)
    let files = CountyEvening(seed: seed).files
    for file in files { try OutputFile.write(file.text, to: out + "/" + file.name) }
    Console.tell("\(files.count) files are in \(out)", "已在 \(out) 写入 \(files.count) 个文件")
  }

  private func live(_ population: Population) throws {
    let began = ContinuousClock.now
    let bar = ProgressBar("living", "模拟")
    let run = PopulationRun(of: population) { bar.show(Int64($0), of: Int64($1)) }
    bar.end()
    let taken = ContinuousClock.now - began
    if output.json {
      Console.line(PopulationTable.line(of: run, population))
    } else {
      Console.table(PopulationTable.table(of: run, population))
    }
    let seconds = decimalText(taken / .seconds(1), decimals: 1)
    Console.note("taken: \(seconds) s", "用时 \(seconds) 秒")
    guard let out else { return }
    try OutputFile.makeDirectory(out)
    let files = population.files
    for file in files { try OutputFile.write(file.text, to: out + "/" + file.name) }
    try OutputFile.write(to: out + "/tracks.csv") { write in try population.writeTracks(write) }
    Console.note("\(files.count + 1) files are in \(out)", "已在 \(out) 写入 \(files.count + 1) 个文件")
  }
}

import ArgumentParser
import Presentation
import Simulation

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: say(
      "Write an invented evening of a county: registry, tracks, and the alerts that must come.",
      "生成一个虚构县的一晚：登记信息、轨迹，以及应出现的告警。"
    )
  )

  @Option(help: ArgumentHelp(say("The same seed gives the same evening.", "相同种子生成相同的数据。")))
  var seed: UInt64 = 7

  @Option(help: ArgumentHelp(say("Where the files go.", "输出目录。"), valueName: "dir")) var out: String

  func run() throws {
    try OutputFile.makeDirectory(out)
    let files = CountyEvening(seed: seed).files
    for file in files { try OutputFile.write(file.text, to: out + "/" + file.name) }
    Console.tell("\(files.count) files are in \(out)", "已在 \(out) 写入 \(files.count) 个文件")
  }
}

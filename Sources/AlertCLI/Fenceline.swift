import ArgumentParser
import GeoCore
import Presentation

/// The `fenceline` command.
@main
struct Fenceline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fenceline",
    abstract: say(
      "Watches the places of supervised persons: fixes over UDP become alerts.",
      "监督社区矫正对象的位置：由 UDP 接收定位点，生成告警。"
    ),
    discussion: say(
      """
      New here? `fenceline help` leads from nothing to the first alert.

      FENCELINE_DATA stands for --data, FENCELINE_OPERATOR for --operator.
      --lang en or --lang zh chooses the language, else LANG.
      Times are ISO 8601; without an offset they are China's.
      """,
      """
      初次使用请运行 `fenceline help`：从零开始到第一条告警。

      FENCELINE_DATA 可代替 --data，
      FENCELINE_OPERATOR 可代替 --operator；
      用 --lang en 或 --lang zh 选择语言，默认按 LANG。
      时间按 ISO 8601 书写；不带时区时按北京时间。
      """
    ),
    version: "0.1.0",
    subcommands: [],
    groupedSubcommands: [
      CommandGroup(
        name: say("Service", "服务"),
        subcommands: [
          ServeCommand.self, InitCommand.self, StatusCommand.self, ConfigCommand.self,
        ]
      ),
      CommandGroup(
        name: say("Alerts", "告警"),
        subcommands: [
          WatchCommand.self, AlertCommand.self, ReportCommand.self, OperatorCommand.self,
          AuditCommand.self,
        ]
      ),
      CommandGroup(
        name: say("Registry", "登记"),
        subcommands: [
          SubjectCommand.self, DeviceCommand.self, LeaveCommand.self, PermitCommand.self,
          ZoneCommand.self, JurisdictionCommand.self, GradeCommand.self, SenderCommand.self,
        ]
      ),
      CommandGroup(
        name: say("Tracks", "轨迹"),
        subcommands: [
          TrackCommand.self, SendCommand.self, ReplayCommand.self, MapCommand.self,
          DecodeCommand.self, SimulateCommand.self,
        ]
      ),
    ]
  )

  /// Runs the command that the arguments name and ends the process with the exit code of the table.
  static func main() {
    if Console.argumentsWithoutLanguage == ["help"] {
      return Console.line(Guide.text(in: language))
    }
    do {
      var command = try parseAsRoot(Console.argumentsWithoutLanguage)
      try command.run()
    } catch let error as any ExplainedError {
      Console.fail(error)
    } catch {
      Console.end(with: error)
    }
  }
}

import AlertStore
import ArgumentParser
import Foundation
import GeoCore
import GeoFormats
import Monitor
import Presentation

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: say(
      "The configuration: the numbers by which decisions are made.",
      "配置：作出判定所依据的数值。"
    ),
    discussion: say(
      """
      One YAML file holds everything that is configured; what it leaves out has its default. Begin with

        fenceline config show > fenceline.yaml

      and leave in it what you change. docs/CONFIGURATION.md lists every key.
      """,
      """
      全部配置写在一个 YAML 文件中，未写出的键取默认值。可从以下命令开始：

        fenceline config show > fenceline.yaml

      文件中只需保留要修改的键。全部键见 docs/CONFIGURATION.zh-CN.md。
      """
    ),
    subcommands: [Show.self, Check.self, Set.self]
  )

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say(
        "Print every key with its value, unit, range and meaning: as in force, or as by default.",
        "输出全部键及其数值、单位、范围和含义：当前生效的，或默认的。"
      ),
      discussion: say(
        """
        With --data or FENCELINE_DATA it is what is in force in that store, else the default file.
        With --json each key is a line.
        """,
        "给出 --data 或 FENCELINE_DATA 时为该数据目录中生效的配置，否则为默认配置。--json 时每键一行。"
      )
    )

    @Option(
      name: .customLong("data"),
      help: ArgumentHelp(
        say("The store's directory (or FENCELINE_DATA).", "数据目录（或 FENCELINE_DATA）。"),
        valueName: "dir"
      )
    )
    var directory: String?
    @Flag(help: ArgumentHelp(say("The default file, whatever the store says.", "输出默认配置。")))
    var defaults = false
    @OptionGroup var output: OutputOptions

    func run() throws {
      let named = directory ?? ProcessInfo.processInfo.environment["FENCELINE_DATA"]
      guard !defaults, let named else {
        let title = Sentence(
          "The configuration of fenceline: every key with its default.",
          "fenceline 的配置：全部键及其默认值。"
        )
        return tell(Configuration(), [title])
      }
      let store = try AlertStore.open(directory: named, missing: .refuse)
      tell(try Configuration(inForceIn: store), [Self.title(try store.configuration())])
    }

    private static func title(_ adopted: AdoptedConfiguration?) -> Sentence {
      guard let adopted else {
        return Sentence(
          "The configuration in force: the defaults, since none was adopted.",
          "当前生效的配置：尚未采用任何配置，均为默认值。"
        )
      }
      let time = timeText(adopted.recordedAt, table: .china)
      return Sentence(
        "The configuration in force, adopted by \(adopted.author) at \(time) (revision \(adopted.revision)).",
        "当前生效的配置，由 \(adopted.author) 于 \(time) 采用（修订 \(adopted.revision)）。"
      )
    }

    private func tell(_ configuration: Configuration, _ title: [Sentence]) {
      guard output.json else {
        let text = ConfigurationFile.text(of: configuration, title: title) { $0.in(language) }
        return Console.write(text)
      }
      let grades = configuration.rules.errorRates.keys.sorted()
      for key in ConfigurationKey.all(grades: grades) {
        var line = JSONLine()
        line.add("key", key.name)
        line.add("value", key.text(key.value(in: configuration)))
        line.add("default", key.defaultText)
        Console.line(line)
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say(
        "Is a file a configuration, and what in it is not the default?",
        "检查配置文件，并列出与默认值不同之处。"
      ),
      discussion: say(
        "With --data the grades that it names have to be those of that store.",
        "给出 --data 时，文件中的处遇等级必须是该数据目录中已有的等级。"
      )
    )
    @Argument(help: ArgumentHelp(say("The file (YAML).", "配置文件（YAML）。"))) var file: String
    @Option(
      name: .customLong("data"),
      help: ArgumentHelp(say("A store whose grades count.", "用于核对等级的数据目录。"), valueName: "dir")
    )
    var directory: String?
    @OptionGroup var output: OutputOptions

    func run() throws {
      let grades = try directory.map { directory in
        let store = try AlertStore.open(directory: directory, missing: .refuse)
        return Swift.Set(try store.registry(of: .grade).map { GradeID($0.fact.identifier) })
      }
      let bytes = try InputFile.readFile(at: file, atMost: ConfigurationFile.greatestLength + 1)
      do {
        let configuration = try ConfigurationFile.read(bytes, file: file, grades: grades)
        if grades == nil { noteGrades(of: configuration) }
        ConfigCommand.tell(configuration.differences(from: Configuration()), output)
      } catch {
        guard error.faults.count > 1 else { throw error }
        for fault in error.faults {
          Console.note(
            "\(file), \(fault.sentence.english)",
            "\(file) \(fault.sentence.chinese)"
          )
        }
        throw CommandError.refusedConfiguration(file, error.faults.count)
      }
    }

    /// Without a store nobody knows whether a grade is one or a misspelt one.
    private func noteGrades(of configuration: Configuration) {
      let usual = Grade.defaults.map(\.id)
      for grade in configuration.rules.errorRates.keys.sorted() where !usual.contains(grade) {
        Console.note(
          "assumed: \(grade) is a grade of your store; --data DIR looks",
          "假定：数据目录中有处遇等级 \(grade)；用 --data 目录 可核对"
        )
      }
    }
  }

  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say(
        "Put a file in force; a running service follows within 10 ms, without a restart.",
        "启用配置文件；运行中的服务在 10 毫秒内采用，无需重启。"
      )
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The file (YAML).", "配置文件（YAML）。"))) var file: String
    @OptionGroup var output: OutputOptions

    func run() throws {
      let open = try data.open()
      ConfigCommand.tell(try ConfigCommand.adopt(file, open.registrar(author)), output)
    }
  }

  /// Adopts a file.
  static func adopt(_ file: String, _ registrar: Registrar) throws -> [Configuration.Difference] {
    let bytes = try InputFile.readFile(at: file, atMost: ConfigurationFile.greatestLength + 1)
    return try registrar.adopt(configuration: bytes, file: file)
  }

  /// Tells on which keys two configurations differ.
  private static func tell(_ differences: [Configuration.Difference], _ output: OutputOptions) {
    if output.json {
      for difference in differences {
        var line = JSONLine()
        line.add("key", difference.key)
        line.add("before", difference.before)
        line.add("after", difference.after)
        Console.line(line)
      }
      return
    }
    guard !differences.isEmpty else {
      return Console.tell("nothing differs", "没有差异")
    }
    var table = Table([
      Table.Column(Sentence("KEY", "键")), Table.Column(Sentence("BEFORE", "原值"), .right),
      Table.Column(Sentence("AFTER", "新值"), .right),
    ])
    for difference in differences {
      table.append([
        Table.Cell(difference.key), Table.Cell(difference.before), Table.Cell(difference.after),
      ])
    }
    Console.table(table)
  }
}

import AlertStore
import ArgumentParser
import GeoCore
import GeoFormats
import Monitor
import Presentation

struct DeviceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "device",
    abstract: say("Devices and who carries them.", "定位装置及其佩戴人。"),
    subcommands: [Assign.self, Revoke.self, List.self, Import.self]
  )

  struct Assign: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Give a device to a subject.", "将装置分配给对象。")
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The device's number.", "装置编号。"))) var device: DeviceNumber
    @Option(help: ArgumentHelp(say("Who carries it.", "佩戴对象。"), valueName: "id"))
    var subject: SubjectID
    @Option(help: ArgumentHelp(say("wristband or phone.", "wristband 腕带，phone 手机。")))
    var kind: DeviceAssignment.Kind
    @Option(
      help: ArgumentHelp(
        say("Since when; a new device from always on.", "起始时间；新装置默认一直有效。"),
        valueName: "time"
      )
    )
    var from: Instant?

    func run() throws {
      let assignment = DeviceAssignment(device: device, kind: kind, subject: subject)
      try data.open().registrar(author).assign(assignment, from: from)
      Console.tell("\(subject) carries \(device.value)", "\(subject) 佩戴 \(device.value)")
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Take a device from its wearer from now on.", "收回装置，立即生效。")
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The device's number.", "装置编号。"))) var device: DeviceNumber

    func run() throws {
      try data.open().registrar(author).revokeDevice(device)
      Console.tell("nobody carries \(device.value)", "\(device.value) 已收回")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: say("List devices.", "列出装置。"))
    @OptionGroup var data: StoreOptions

    func run() throws {
      var table = Table([
        Table.Column(Sentence("DEVICE", "装置"), .right), Table.Column(Sentence("KIND", "类型")),
        Table.Column(Sentence("SUBJECT", "对象")), Table.Column(Sentence("FROM", "自")),
        Table.Column(Sentence("UNTIL", "至")),
      ])
      for row in try data.open().store.registry(of: .device) {
        guard case .device(let it) = row.fact else { continue }
        table.append([
          Table.Cell("\(it.device.value)"), Table.Cell(it.kind.words.in(language)),
          Table.Cell(it.subject.text), Table.Cell(timeText(row.effective.start, table: .china)),
          Table.Cell(timeText(row.effective.end, table: .china)),
        ])
      }
      Console.table(table)
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say(
        "Import from CSV: device,kind,subject[,from][,until].",
        "从 CSV 导入：device,kind,subject[,from][,until]。"
      )
    )
    @OptionGroup var options: ImportOptions
    func run() throws {
      try options.run { registrar, bytes, file in
        try registrar.importDevices(RegistryFile.readDevices(csv: bytes, file: file), file: file)
      }
    }
  }
}

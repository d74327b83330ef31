import AlertStore
import ArgumentParser
import Foundation
import GeoCore
import GeoFormats
import Monitor
import Presentation

struct JurisdictionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jurisdiction",
    abstract: say("The tree of jurisdictions.", "辖区。"),
    subcommands: [Import.self, List.self]
  )

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Import from CSV: id,name,level,parent.", "从 CSV 导入：id,name,level,parent。")
    )
    @OptionGroup var options: ImportOptions
    func run() throws {
      try options.run { registrar, bytes, file in
        let rows = try RegistryFile.readJurisdictions(csv: bytes, file: file)
        return try registrar.importJurisdictions(rows, file: file)
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: say("List them.", "列出辖区。"))
    @OptionGroup var data: StoreOptions

    func run() throws {
      var table = Table([
        Table.Column(Sentence("ID", "编号")), Table.Column(Sentence("NAME", "名称")),
        Table.Column(Sentence("LEVEL", "级别")), Table.Column(Sentence("ABOVE", "上级")),
      ])
      for row in try data.open().store.registry(of: .jurisdiction) {
        guard case .jurisdiction(let it) = row.fact else { continue }
        table.append([
          Table.Cell(it.id.text), Table.Cell(it.name), Table.Cell(it.level.words.in(language)),
          Table.Cell(it.parent?.text ?? "—"),
        ])
      }
      Console.table(table)
    }
  }
}

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

struct GradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: say("Supervision grades: what is tolerated.", "分级处遇：时限设置。"),
    subcommands: [List.self, Set.self]
  )

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: say("List grades.", "列出处遇等级。"))
    @OptionGroup var data: StoreOptions

    func run() throws {
      let open = try data.open()
      var table = Table([
        Table.Column(Sentence("GRADE", "等级")), Table.Column(Sentence("REPORT", "上报间隔")),
        Table.Column(Sentence("SILENT", "失联")), Table.Column(Sentence("ESCAPE", "脱管")),
        Table.Column(Sentence("GRACE", "请假宽限")), Table.Column(Sentence("REPORT BACK", "销假时限")),
      ])
      for grade in try GradeCommand.grades(open) {
        let spans = [
          grade.reportEvery, grade.silentAfter, grade.escapeAfter, grade.leaveGrace,
          grade.reportBackWithin,
        ]
        table.append(
          [Table.Cell("\(grade.id) \(grade.id.words.chinese)")]
            + spans.map { Table.Cell(durationText($0, in: language)) }
        )
      }
      Console.table(table)
    }
  }

  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Change a grade from now on, or make one.", "修改等级（立即生效）或新建等级。")
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The grade.", "等级。"))) var id: GradeID
    @Option(help: ArgumentHelp(say("How often a device reports (15m).", "上报间隔（15m）。")))
    var report: Milliseconds?
    @Option(help: ArgumentHelp(say("After how long it is silent (2h).", "失联时限（2h）。")))
    var silent: Milliseconds?
    @Option(help: ArgumentHelp(say("After how long that is an escape (1d).", "脱管时限（1d）。")))
    var escape: Milliseconds?
    @Option(help: ArgumentHelp(say("The grace on a leave (30m).", "请假宽限（30m）。")))
    var grace: Milliseconds?
    @Option(help: ArgumentHelp(say("The time to report back (24h).", "销假时限（24h）。")))
    var reportBack: Milliseconds?

    func run() throws {
      let open = try data.open()
      let known = try GradeCommand.grades(open).first { $0.id == id }
      var grade = known ?? Grade.defaults[1]
      grade.id = id
      grade.reportEvery = report ?? grade.reportEvery
      grade.silentAfter = silent ?? grade.silentAfter
      grade.escapeAfter = escape ?? grade.escapeAfter
      grade.leaveGrace = grace ?? grade.leaveGrace
      grade.reportBackWithin = reportBack ?? grade.reportBackWithin
      try open.registrar(author).setGrade(grade)
      Console.tell("grade \(id) is set", "等级 \(id) 已设置")
    }
  }

  static func grades(_ open: OpenStore) throws -> [Grade] {
    try open.store.registry(of: .grade).compactMap { row in
      if case .grade(let grade) = row.fact, row.effective.contains(open.now) { grade } else { nil }
    }
  }
}

struct SenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sender",
    abstract: say("Gateways and devices that send, and their keys.", "发送方（网关或装置）及其密钥。"),
    subcommands: [Add.self, Revoke.self, List.self]
  )

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say(
        "Register a sender and write its new key into a file of mode 0600.",
        "登记发送方，并将新密钥写入权限为 0600 的文件。"
      )
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Option(help: ArgumentHelp(say("What it is called.", "名称。"))) var name: String
    @Option(help: ArgumentHelp(say("Where the key goes.", "密钥文件。"), valueName: "file"))
    var keyFile: String
    @Option(
      help: ArgumentHelp(
        say("The one device that it sends for; without it, a gateway.", "仅代表此装置发送；不填则为网关。"),
        valueName: "number"
      )
    )
    var device: DeviceNumber?
    @Option(help: ArgumentHelp(say("Its number; without it, the next.", "编号；默认为下一个。")))
    var number: SenderNumber?

    func run() throws {
      let registrar = try data.open().registrar(author)
      let kind = device.map { Sender.Kind.device($0) } ?? .gateway
      let sender = try KeyFile.create(at: keyFile) {
        try registrar.addSender(name: name, kind: kind, number: number)
      }
      Console.tell(
        "sender \(sender.number.value) is registered; its key is in \(keyFile)",
        "已登记发送方 \(sender.number.value)；密钥在 \(keyFile)"
      )
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Make a sender a stranger from now on.", "撤销发送方，立即生效。")
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The sender's number.", "发送方编号。"))) var number: SenderNumber

    func run() throws {
      try data.open().registrar(author).revokeSender(number)
      Console.tell("sender \(number.value) is revoked", "已撤销发送方 \(number.value)")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: say("List senders.", "列出发送方。"))
    @OptionGroup var data: StoreOptions

    func run() throws {
      var table = Table([
        Table.Column(Sentence("SENDER", "编号"), .right), Table.Column(Sentence("NAME", "名称")),
        Table.Column(Sentence("SENDS FOR", "代表")),
      ])
      for row in try data.open().store.registry(of: .sender) {
        guard case .sender(let sender) = row.fact else { continue }
        let kind =
          switch sender.kind {
          case .gateway: say("any device (gateway)", "任意装置（网关）")
          case .device(let device): "\(device.value)"
          }
        table.append([
          Table.Cell("\(sender.number.value)"), Table.Cell(sender.name), Table.Cell(kind),
        ])
      }
      Console.table(table)
    }
  }
}

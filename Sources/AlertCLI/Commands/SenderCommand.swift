import AlertStore
import ArgumentParser
import GeoCore
import Monitor
import Presentation

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

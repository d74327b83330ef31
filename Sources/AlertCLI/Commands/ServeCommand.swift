public import ArgumentParser
import Dispatch
import Foundation
import GeoCore
public import Logging
import Monitor
import Presentation

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: say("Run the service until SIGTERM or Ctrl-C.", "运行服务，直到收到 SIGTERM 或 Ctrl-C。")
  )

  @OptionGroup var data: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var clock: VirtualClockOptions

  @Option(
    help: ArgumentHelp(
      say("The UDP address to listen on; port 0 takes a free one.", "监听的 UDP 地址；端口 0 表示任选。"),
      valueName: "host:port"
    )
  )
  var listen = Endpoint(host: "127.0.0.1", port: 7700)

  @Option(
    help: ArgumentHelp(
      say(
        "Put this configuration in force first, as `config set` does.",
        "先启用此配置文件，同 `config set`。"
      ),
      valueName: "file"
    )
  )
  var config: String?

  @Option(
    help: ArgumentHelp(
      say("How much the log on standard error says.", "标准错误日志的详细程度。"),
      valueName: "level"
    )
  )
  var logLevel: Logger.Level = .info

  func run() throws {
    umask(0o077)
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    var logger = Logger(label: "fenceline")
    logger.logLevel = logLevel
    var settings = Service.Settings(
      directory: data.directory,
      host: listen.host,
      port: listen.port
    )
    settings.virtualClock = try clock.asked
    let service = try Service(settings, logger: logger)
    // Once the directory is ours: a second service changes nothing.
    if let config { try adopt(config) }
    let sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { service.stop() }
      source.resume()
      return source
    }
    announce(service, listen)
    try service.run()
    withExtendedLifetime(sources) {}
  }

  private func adopt(_ file: String) throws {
    for difference in try ConfigCommand.adopt(file, try data.open().registrar(author)) {
      Console.note(
        "\(difference.key): \(difference.after), and was \(difference.before)",
        "\(difference.key)：\(difference.after)，原为 \(difference.before)"
      )
    }
  }

  private func announce(_ service: Service, _ listen: Endpoint) {
    if output.json {
      var line = JSONLine()
      line.add("event", "listening")
      line.add("host", listen.host)
      line.add("port", service.port)
      line.add("receiveBufferBytes", service.receiveBufferBytes)
      line.add("processID", getpid())
      Console.line(line)
    } else {
      Console.tell(
        "listening on \(listen.host):\(service.port), receive buffer "
          + "\(service.receiveBufferBytes / 1024) KiB; Ctrl-C ends",
        "正在监听 \(listen.host):\(service.port)，接收缓冲区 "
          + "\(service.receiveBufferBytes / 1024) KiB；按 Ctrl-C 结束"
      )
    }
    if clock.virtualEpoch != nil {
      Console.note("the clock is virtual: this is a rehearsal", "使用虚拟时钟：此为演练")
    }
  }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}

/// A clock of the store's own.
struct VirtualClockOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Rehearsal: give a new store a clock of its own that begins here.",
        "演练：为新数据目录设置从此时刻开始的虚拟时钟。"
      ),
      valueName: "time"
    )
  )
  var virtualEpoch: Instant?

  @Option(
    help: ArgumentHelp(
      say("Rehearsal: how many times faster that clock runs.", "演练：虚拟时钟的倍速。"),
      valueName: "factor"
    )
  )
  var virtualRate: Double = 1

  /// The clock that was asked for.
  var asked: (epoch: Instant, rate: Double)? {
    get throws {
      guard virtualRate > 0, virtualRate <= 100_000 else {
        throw CommandError.misused(
          Sentence(
            "--virtual-rate is more than 0 and at most 100000",
            "--virtual-rate 应大于 0 且不超过 100000"
          )
        )
      }
      return virtualEpoch.map { ($0, virtualRate) }
    }
  }
}

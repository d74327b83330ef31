import AlertStore
public import ArgumentParser
import Foundation
public import GeoCore
public import GeoFormats
import Monitor
import Presentation

/// Where the store is.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      say("The store's directory (or FENCELINE_DATA).", "数据目录（或 FENCELINE_DATA）。"),
      valueName: "dir"
    )
  )
  var directory: String = ProcessInfo.processInfo.environment["FENCELINE_DATA"] ?? "fenceline-data"

  /// Opens the store; a missing one is an error.
  func open() throws -> OpenStore {
    let store = try AlertStore.open(directory: directory, missing: .refuse)
    return OpenStore(store: store, now: try ServiceClock(of: store).now)
  }
}

/// A store and what its clock shows.
struct OpenStore {
  let store: AlertStore
  let now: Instant

  /// The registrar of a command.
  func registrar(_ author: AuthorOptions) -> Registrar {
    let command = Console.argumentsWithoutLanguage.prefix(2).joined(separator: " ")
    return Registrar(store: store, author: author.name, command: command, now: now)
  }
}

/// Who gives the command.
struct AuthorOptions: ParsableArguments {
  @Option(
    name: .customLong("operator"),
    help: ArgumentHelp(
      say("Who you are (or FENCELINE_OPERATOR).", "操作员（或 FENCELINE_OPERATOR）。"),
      valueName: "id"
    )
  )
  var given: String?

  /// The operator, if one was named.
  var operatorID: String? {
    given ?? ProcessInfo.processInfo.environment["FENCELINE_OPERATOR"]
  }

  /// The operator, or else the account of the system.
  var name: String { operatorID ?? "os:\(NSUserName())" }
}

/// How results are written.
struct OutputOptions: ParsableArguments {
  @Flag(help: ArgumentHelp(say("Write JSON lines.", "输出 JSON 行。")))
  var json = false
}

/// Which period is asked for.
struct PeriodOptions: ParsableArguments {
  @Option(help: ArgumentHelp(say("From when.", "起始时间。"), valueName: "time")) var from: Instant?
  @Option(help: ArgumentHelp(say("Until when.", "结束时间。"), valueName: "time")) var to: Instant?

  /// The period; without bounds where none are named.
  ///
  /// - Throws: ``CommandError/misused(_:)`` where it is empty.
  func period() throws -> Period {
    let period = Period(start: from ?? .distantPast, end: to ?? .distantFuture)
    guard !period.isEmpty else {
      throw CommandError.misused(
        Sentence(
          "--to is not after --from; name a later time",
          "--to 不晚于 --from；请指定更晚的时间"
        )
      )
    }
    return period
  }
}

/// Which jurisdiction is asked for.
struct JurisdictionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say("Only this jurisdiction and those below it.", "仅限该辖区及其下级。"),
      valueName: "id"
    )
  )
  var jurisdiction: JurisdictionID?
}

extension Identifier: ExpressibleByArgument {
  public init?(argument: String) { self.init(typed: argument) }
}

extension Instant: ExpressibleByArgument {
  public init?(argument: String) {
    guard let instant = parseInstant(argument) ?? parseInstant(argument, clockOf: .china) else {
      return nil
    }
    self = instant
  }
}

extension Milliseconds: ExpressibleByArgument {
  public init?(argument: String) {
    guard let span = parseDuration(argument) else { return nil }
    self = span
  }
}

extension DeviceNumber: ExpressibleByArgument {
  public init?(argument: String) {
    guard let value = UInt64(argument) else { return nil }
    self.init(value)
  }
}

extension SenderNumber: ExpressibleByArgument {
  public init?(argument: String) {
    guard let value = UInt32(argument) else { return nil }
    self.init(value)
  }
}

extension CoordinateSystem: ExpressibleByArgument {
  public init?(argument: String) { self.init(text: argument) }

  public var defaultValueDescription: String { text }
}

extension AlertKind: ExpressibleByArgument {}
extension AlertRecord.State: ExpressibleByArgument {}
extension Jurisdiction.Level: ExpressibleByArgument {}
extension DeviceAssignment.Kind: ExpressibleByArgument {}
extension Zone.Role: ExpressibleByArgument {}
extension Zone.Effect: ExpressibleByArgument {}

/// A host and a port, written HOST:PORT or [HOST]:PORT.
struct Endpoint: ExpressibleByArgument, CustomStringConvertible {
  var host: String
  var port: UInt16

  var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  init(host: String, port: UInt16) {
    self.host = host
    self.port = port
  }

  init?(argument: String) {
    guard let colon = argument.lastIndex(of: ":"),
      let port = UInt16(argument[argument.index(after: colon)...])
    else { return nil }
    var host = String(argument[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    guard !host.isEmpty else { return nil }
    self.host = host == "localhost" ? "127.0.0.1" : host
    self.port = port
  }
}

/// How many times faster than it was taken a track is sent: `60x`, or `max` for without waiting.
struct Speed: ExpressibleByArgument, CustomStringConvertible {
  var factor: Double?

  var description: String { factor.map { "\($0.formatted())x" } ?? "max" }

  init(factor: Double?) { self.factor = factor }

  init?(argument: String) {
    if argument == "max" { return }
    let number = argument.hasSuffix("x") ? String(argument.dropLast()) : argument
    guard let factor = Double(number), factor > 0, factor.isFinite else { return nil }
    self.factor = factor
  }
}

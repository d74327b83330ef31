import AlertStore
import GeoCore
import GeoFormats
import Ingest
import Monitor

/// The exit codes, as `docs/EXIT_CODES.md` lists them; the numbers are those of sysexits.h.
enum ExitStatus: Int32 {
  /// What was compared differs.
  case different = 1
  /// The command's words are off.
  case usage = 64
  /// A file's contents, or what was asked for, cannot be.
  case badData = 65
  /// A file is missing or cannot be read.
  case noInput = 66
  /// What is named is not in the store.
  case unknown = 67
  /// A service, a port or a server is not to be had.
  case unavailable = 69
  /// A file cannot be made or written.
  case cannotCreate = 73
  /// The disk is full, or a file is damaged.
  case inputOutput = 74
  /// Something is held by another; trying again helps.
  case temporary = 75
  /// The store was written by a newer version.
  case newer = 76
  /// Permission is missing.
  case noPermission = 77

  /// The code for an error.
  init(of error: any ExplainedError) {
    self =
      switch error {
      case let error as StoreError: Self.code(of: error)
      case let error as IngestError: Self.code(of: error)
      case is InputFileError: .noInput
      case let error as TrackFileError: error.isMissingOption ? .usage : .badData
      case let error as ServiceError:
        switch error {
        case .alreadyRunning: .unavailable
        case .hasRealTime, .badKey: .badData
        }
      case let error as CommandError: error.status
      default: .badData
      }
  }

  private static func code(of error: StoreError) -> ExitStatus {
    switch error {
    case .noDirectory, .notADirectory: .noInput
    case .notWritable: .noPermission
    case .notAStore, .exists, .alertClosed, .ambiguous: .badData
    case .newer: .newer
    case .full, .damaged, .failed: .inputOutput
    case .busy: .temporary
    case .unknown: .unknown
    }
  }

  private static func code(of error: IngestError) -> ExitStatus {
    switch error {
    case .notPermitted: .noPermission
    case .badHost: .usage
    default: .unavailable
    }
  }
}

/// What is wrong with a command that no other room can know.
enum CommandError: ExplainedError {
  /// A file cannot be written.
  case cannotWrite(String, String)
  /// The words of a command do not go together.
  case misused(Sentence)
  /// A cursor file is not one.
  case badCursorFile(String)
  /// A key file is not one.
  case badKeyFile(String)
  /// A key file can be read by others.
  case openKeyFile(String)
  /// Some of the files of tracks are refused.
  case refusedTracks(Int, of: Int)
  /// A configuration file has several mistakes, which have been told.
  case refusedConfiguration(String, Int)
  /// There is nothing in the files.
  case noFixes
  /// Who takes the step has to be said.
  case noOperator
  /// The alerts are not those that were expected.
  case different(missing: Int, unexpected: Int)
  /// Some fixes were not acknowledged.
  case unacknowledged(Int)
  /// Nobody answered.
  case unanswered(Int, Endpoint)
  /// A datagram is one that a server refuses; why.
  case refusedDatagram(Sentence)

  var status: ExitStatus {
    switch self {
    case .cannotWrite: .cannotCreate
    case .badKeyFile, .openKeyFile, .badCursorFile, .noFixes, .refusedTracks, .refusedDatagram,
      .refusedConfiguration:
      .badData
    case .misused, .noOperator: .usage
    case .different: .different
    case .unacknowledged, .unanswered: .unavailable
    }
  }

  var sentence: Sentence {
    switch self {
    case .cannotWrite(let path, let why):
      Sentence("\(path) cannot be written: \(why)", "\(path) 无法写入：\(why)")
    case .misused(let sentence): sentence
    case .badCursorFile(let path):
      Sentence(
        "\(path) is not a cursor file of `fenceline watch`; remove it to begin anew, or name another",
        "\(path) 不是 `fenceline watch` 的读取位置文件；可将其删除后从头开始，或换一个文件"
      )
    case .badKeyFile(let path):
      Sentence(
        "\(path) is not a key file of `fenceline sender add`",
        "\(path) 不是 `fenceline sender add` 生成的密钥文件"
      )
    case .openKeyFile(let path):
      Sentence(
        "\(path) can be read by others; run `chmod 600 \(path)`, and replace the key if it was seen",
        "\(path) 可被他人读取；请运行 `chmod 600 \(path)`，若已泄露请更换密钥"
      )
    case .refusedTracks(let count, let all):
      Sentence("\(count) of \(all) files are refused", "\(all) 个文件中有 \(count) 个无法读取")
    case .refusedConfiguration(let path, let count):
      Sentence("\(path) has \(count) mistakes; correct them", "\(path) 有 \(count) 处错误；请更正")
    case .noFixes: Sentence("there is no fix in the files", "文件中没有定位点")
    case .noOperator:
      Sentence(
        "say who you are: --operator ID or FENCELINE_OPERATOR (see `fenceline operator add`)",
        "请说明操作员：--operator ID 或 FENCELINE_OPERATOR（见 `fenceline operator add`）"
      )
    case .different(let missing, let unexpected):
      Sentence(
        "\(missing) expected alerts are missing, \(unexpected) came unexpectedly",
        "缺少 \(missing) 条预期告警，多出 \(unexpected) 条"
      )
    case .refusedDatagram(let why):
      Sentence("this datagram would be refused: \(why.english)", "此报文会被拒收：\(why.chinese)")
    case .unanswered(let count, let server):
      Sentence(
        "\(server) did not answer, and none of \(count) fixes was acknowledged; start it with "
          + "`fenceline serve --listen \(server)`, or if it runs, see `fenceline status --senders` there",
        "\(server) 没有应答，\(count) 个定位点均未获确认；请用 `fenceline serve --listen \(server)` "
          + "启动服务；若已在运行，请在服务器上查看 `fenceline status --senders`"
      )
    case .unacknowledged(let count):
      Sentence(
        "\(count) fixes were not acknowledged; look at `fenceline status --senders` on the server",
        "\(count) 个定位点未获确认；请在服务器上查看 `fenceline status --senders`"
      )
    }
  }
}

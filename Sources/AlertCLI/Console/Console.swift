import Foundation
import GeoCore
import Presentation

/// The language of this run: `--lang`, else LC_ALL, LC_MESSAGES or LANG.
let language = Console.language

/// A text in the language of this run.
func say(_ english: String, _ chinese: String) -> String {
  Sentence(english, chinese).in(language)
}

/// What the command says and to whom: results on standard output, everything else on standard error.
enum Console {
  /// The arguments, `--lang` taken out: it is read first, since the help is in that language too.
  static let argumentsWithoutLanguage = splitArguments.rest

  fileprivate static var language: Language {
    if let option = splitArguments.language {
      guard let language = Language(option: option) else {
        // The language of this run is being found: nothing may ask for it here.
        remark("fenceline: --lang \(option): choose en or zh; 请选择 en 或 zh")
        Foundation.exit(ExitStatus.usage.rawValue)
      }
      return language
    }
    return Language(environment: ProcessInfo.processInfo.environment)
  }

  private static let splitArguments: (rest: [String], language: String?) = {
    var rest: [String] = []
    var language: String?
    var arguments = CommandLine.arguments.dropFirst().makeIterator()
    while let argument = arguments.next() {
      if argument == "--lang" {
        language = arguments.next() ?? ""
      } else if argument.hasPrefix("--lang=") {
        language = String(argument.dropFirst("--lang=".count))
      } else {
        rest.append(argument)
      }
    }
    return (rest, language)
  }()

  /// Whether standard output is a terminal, where colour helps and lines have an end.
  static let isTerminal = isatty(STDOUT_FILENO) == 1

  /// The width of the terminal; `nil` where there is none.
  static var width: Int? {
    var size = winsize()
    let isKnown = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
    return isTerminal && isKnown && size.ws_col > 0 ? Int(size.ws_col) : nil
  }

  /// Writes a line to standard output at once.
  static func line(_ text: String) { write(text + "\n") }

  /// Writes bytes to standard output at once.
  ///
  /// What nobody takes any more, as behind `| head`, ends the process as everywhere; a full disk ends it
  /// with a sentence.
  static func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in
        unsafe Glibc.write(STDOUT_FILENO, buffer.baseAddress, buffer.count)
      }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else {
        let reason = unsafe String(cString: strerror(errno))
        note(
          "fenceline: standard output cannot be written (\(reason)); make space or write elsewhere",
          "fenceline：无法写入标准输出（\(reason)）；请腾出空间或改写到别处"
        )
        Foundation.exit(ExitStatus.inputOutput.rawValue)
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Writes a sentence or a few lines in the language of this run; words of a file in it move no cursor.
  static func tell(_ english: String, _ chinese: String) {
    let lines = say(english, chinese).split(separator: "\n", omittingEmptySubsequences: false)
    line(lines.map { String($0).onOneLine }.joined(separator: "\n"))
  }

  /// Writes a JSON object as one line.
  static func line(_ json: JSONLine) { line(json.text) }

  /// Writes a table, fitted to the terminal.
  static func table(_ table: Table) {
    let text = table.text(in: Presentation.Language.current, width: width, isColored: isTerminal)
    write(text.hasSuffix("\n") ? text : text + "\n")
  }

  /// Writes lines, each with its line feed, to standard output at once.
  static func write(_ lines: String) { write(Array(lines.utf8)) }

  /// Writes a remark to standard error.
  static func note(_ english: String, _ chinese: String) { remark(say(english, chinese)) }

  /// Words of a file may stand in a remark: they move no cursor, and do not fill the screen.
  private static func remark(_ text: String) {
    let line = Array((text.onOneLine.shortened(toCells: longestRemark) + "\n").utf8)
    _ = unsafe line.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// The longest remark, in cells of a terminal.
  private static let longestRemark = 2_000

  /// Tells what is wrong and ends the process.
  static func fail(_ error: any ExplainedError) -> Never {
    let sentence = error.sentence
    let (english, chinese) = (withoutStop(sentence.english), withoutStop(sentence.chinese))
    note("fenceline: \(english)", "fenceline：\(chinese)")
    Foundation.exit(ExitStatus(of: error).rawValue)
  }

  /// A sentence without its full stop, since some rooms write one and others do not.
  private static func withoutStop(_ sentence: String) -> String {
    sentence.hasSuffix(".") || sentence.hasSuffix("。") ? String(sentence.dropLast()) : sentence
  }
}

extension Language {
  /// The language of this run.
  static var current: Language { language }
}

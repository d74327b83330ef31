import ArgumentParser
import Foundation
import Presentation

extension Console {
  /// Ends the process with a help text, or with what is wrong with the command's words and how it is
  /// written.
  ///
  /// ArgumentParser frames both in English; in Chinese its own words are put into Chinese.
  static func end(with error: any Error) -> Never {
    let code = Fenceline.exitCode(for: error)
    var text = Fenceline.fullMessage(for: error)
    if code == .validationFailure { text = advised(text, Fenceline.message(for: error)) }
    if language == .chinese {
      for (english, chinese) in frame {
        text = text.replacingOccurrences(of: english, with: chinese)
      }
    }
    let output = code.isSuccess ? FileHandle.standardOutput : FileHandle.standardError
    if !text.isEmpty { output.write(Data((text + "\n").utf8)) }
    Foundation.exit(code.rawValue)
  }

  /// A refusal of ArgumentParser with our sentence in place of its own.
  private static func advised(_ text: String, _ message: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let help = lines.first { $0.hasPrefix("Help:  ") }.flatMap { line in
      line.dropFirst("Help:  ".count).firstRange(of: "  ").map { line[$0.upperBound...] }
    }
    let purpose = String(help?.trimmingPrefix { $0.isWhitespace } ?? "")
    let advice = UsageAdvice(argumentsWithoutLanguage).sentence(
      for: message,
      help: purpose.hasSuffix(".") || purpose.hasSuffix("。") ? String(purpose.dropLast()) : purpose
    )
    guard let advice else { return text }
    let usage = lines.drop { !$0.hasPrefix("Usage: ") }.joined(separator: "\n")
    return "Error: \(advice.in(language))\n\(usage)"
  }

  /// The words of ArgumentParser, longer ones before those that they hold.
  private static let frame: [(english: String, chinese: String)] = [
    ("OVERVIEW: ", "概述："), ("USAGE: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
    (" SUBCOMMANDS:", "命令："), ("SUBCOMMANDS:", "子命令："),
    ("Show the version.", "显示版本。"), ("Show help information.", "显示帮助。"),
    ("(default: ", "(默认："), ("(default:", "(默认："), ("; default: ", "；默认："),
    ("(values: ", "(可选："), ("(values:", "(可选："),
    ("for detailed help.", "查看详细帮助。"), ("for more information.", "查看详细说明。"),
    ("  See '", "  请用 '"), ("Error: ", "错误："), ("Usage: ", "用法："), ("Help:  ", "说明："),
    ("Missing expected argument", "缺少参数"), ("Missing value for", "缺少取值："),
    ("Unexpected argument", "无法识别的参数"), ("Unknown option", "未知选项"),
    ("The value ", "取值 "), (" is invalid for ", " 不适用于 "),
    (". Please provide one of the following:", "。请从以下取值中选择："),
    ("Please provide one of the following:", "请从以下取值中选择："),
  ]
}

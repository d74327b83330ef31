import Foundation
import Presentation

/// One line on the terminal that tells how far long work has come, and is gone when the work is done.
///
/// It goes to standard error, and only if that is a terminal: what is piped gets nothing of it. Work
/// that is over in a moment shows nothing. It is drawn at most ten times a second.
final class ProgressBar {
  private let label: String
  private let begun = ContinuousClock.now
  private var drawnAt: ContinuousClock.Instant?

  /// Whether there is a terminal that can take a line back.
  private static let isVisible =
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

  /// How long work takes at least to show.
  private static let patience = Duration.milliseconds(300)

  /// The time between two drawings at the least.
  private static let interval = Duration.milliseconds(100)

  /// Begins work that is called so.
  init(_ english: String, _ chinese: String) { label = say(english, chinese) }

  deinit { end() }

  /// Tells how much is done, and of how much where that is known.
  func show(_ done: Int64, of total: Int64? = nil) {
    guard Self.isVisible else { return }
    let now = ContinuousClock.now
    let isDue = drawnAt.map { now - $0 >= Self.interval } ?? (now - begun >= Self.patience)
    if isDue { draw(Self.text(label, done, of: total), at: now) }
  }

  /// Shows the label at once, for work that does not tell how far it is.
  func show() { if Self.isVisible { draw(label + " …", at: .now) } }

  /// Takes the line away.
  func end() {
    guard drawnAt != nil else { return }
    drawnAt = nil
    Self.write("\r\u{1B}[K")
  }

  private func draw(_ text: String, at now: ContinuousClock.Instant) {
    drawnAt = now
    Self.write("\r\(text.shortened(toCells: Self.width))\u{1B}[K")
  }

  /// `label [#####     ]  50 %`; without a total the count.
  private static func text(_ label: String, _ done: Int64, of total: Int64?) -> String {
    guard let total, total > 0 else { return "\(label)  \(done)" }
    let part = min(max(Double(done) / Double(total), 0), 1)
    let cells = 24
    let full = Int(part * Double(cells))
    let bar = String(repeating: "#", count: full) + String(repeating: " ", count: cells - full)
    return "\(label) [\(bar)] \(Int(part * 100)) %"
  }

  /// The cells of a line that does not wrap.
  private static var width: Int {
    var size = winsize()
    let isKnown = unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0
    return isKnown && size.ws_col > 1 ? Int(size.ws_col) - 1 : 79
  }

  private static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}

import AlertStore
import ArgumentParser
import Dispatch
import Foundation
import GeoCore
import GeoFormats
import Presentation

struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: say("Watch the live stream of alerts.", "实时查看告警流。"),
    discussion: say(
      """
      Each line is one step: raised, worsened, ended, withdrawn, or an operator's. Positions are WGS-84
      (latitude,longitude) and GCJ-02 (longitude,latitude, for Chinese maps). With --cursor-file the
      stream goes on where the last run with that file stopped, without losing or doubling a step.
      """,
      """
      每行为一个步骤：产生、加重、结束、撤回，或操作员的处置。位置同时给出 WGS-84（纬度,经度）和
      GCJ-02（经度,纬度，可粘贴到国内地图）。使用 --cursor-file 时从上次停止处继续，不遗漏也不重复。
      """
    )
  )

  @OptionGroup var data: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var within: JurisdictionOptions

  @Option(help: ArgumentHelp(say("Only these kinds.", "仅限这些类型。")))
  var kind: [AlertKind] = []

  @Option(help: ArgumentHelp(say("Only alerts in these states.", "仅限这些处置状态。")))
  var state: [AlertRecord.State] = []

  @Option(
    help: ArgumentHelp(
      say("Begin after this step; 0 is the beginning.", "从该步骤之后开始；0 表示从头。"),
      valueName: "step"
    )
  )
  var after: Int64?

  @Option(
    help: ArgumentHelp(
      say("Keep the place in the stream in this file.", "在此文件中保存读取位置。"),
      valueName: "file"
    )
  )
  var cursorFile: String?

  @Flag(help: ArgumentHelp(say("End when there is nothing new.", "无新内容时结束。")))
  var once = false

  @Flag(inversion: .prefixedNo, help: ArgumentHelp(say("Use colour.", "使用颜色。")))
  var color: Bool?

  func run() throws {
    let stop = Interruption()
    let open = try data.open()
    let store = open.store
    var cursor = try startingPoint(store)
    var roster = try Roster(store, at: open.now)
    var revision = try store.revision()
    var version: Int64 = -1
    while !stop.isAsked {
      let newest = try store.dataVersion()
      if newest != version {
        version = newest
        if try store.revision() != revision {
          revision = try store.revision()
          roster = try Roster(store, at: try data.open().now)
        }
        while try show(after: &cursor, store, roster) {}
      }
      if once { break }
      usleep(20_000)
    }
    if cursorFile == nil, !once {
      Console.note("go on with --after \(cursor)", "继续请用 --after \(cursor)")
    }
  }

  /// Shows the next steps; whether there were any.
  private func show(
    after cursor: inout Int64,
    _ store: AlertStore,
    _ roster: Roster
  ) throws -> Bool {
    let steps = try store.steps(after: cursor, limit: 500)
    guard let last = steps.last else { return false }
    let alerts = try store.alerts(named: Set(steps.map(\.alert)))
    var filter = AlertFilter()
    filter.kinds = Set(kind)
    filter.states = Set(state)
    let shown = steps.filter { step in
      guard let alert = alerts[step.alert] else { return false }
      return filter.includes(alert) && roster.isIn(within.jurisdiction, alert.key.subject)
    }
    let subjects = shown.compactMap { alerts[$0.alert]?.key.subject }
    let now = try data.open().now
    try store.audit(reader: author.name, command: "watch", subjects: subjects, now: now)
    for step in shown {
      guard let alert = alerts[step.alert] else { continue }
      print(step, alert, roster.context(of: alert.key.subject))
    }
    // The place is kept after the lines are out: a crash between the two repeats, and loses nothing.
    cursor = last.number
    try keep(cursor)
    return true
  }

  private func print(_ step: AlertStep, _ alert: AlertRecord, _ context: AlertContext) {
    if output.json {
      var line = AlertFacts(alert).line(with: context)
      line.add("cursor", step.number)
      line.add("step", step.action.word)
      line.add("at", isoText(step.at))
      line.add("knownAt", isoText(step.knownAt))
      line.add("operator", step.operatorID)
      line.add("note", step.note)
      line.add("assignment", step.assignment.map(\.line))
      Console.line(line)
    } else {
      let line = WatchLine(step: step, alert: alert, context: context)
      let isColored = color ?? Console.isTerminal
      Console.line(line.text(in: language, table: .china, isColored: isColored))
    }
  }

  private func startingPoint(_ store: AlertStore) throws -> Int64 {
    if let after { return after }
    guard let cursorFile, FileManager.default.fileExists(atPath: cursorFile) else {
      return once || cursorFile != nil ? 0 : try store.lastStep()
    }
    let text = String(decoding: try InputFile.readFile(at: cursorFile), as: UTF8.self)
    guard let cursor = Int64(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw CommandError.badCursorFile(cursorFile)
    }
    return cursor
  }

  /// Replaces the cursor file as a whole, so that no half of it is ever read.
  private func keep(_ cursor: Int64) throws {
    guard let cursorFile else { return }
    try OutputFile.write("\(cursor)\n", to: cursorFile)
  }
}

/// Whether the operator asked to end with Ctrl-C or the system with SIGTERM.
final class Interruption: @unchecked Sendable {
  private let lock = NSLock()
  private var asked = false
  private var sources: [any DispatchSourceSignal] = []

  /// Begins to listen for both signals.
  init() {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [weak self] in self?.ask() }
      source.resume()
      return source
    }
  }

  /// Whether a signal has come.
  var isAsked: Bool { lock.withLock { asked } }

  private func ask() { lock.withLock { asked = true } }
}

import AlertStore
import ArgumentParser
import Foundation
import GeoCore
import Monitor
import Presentation

struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: say(
      "Draw zones, tracks and alerts as a picture (SVG).",
      "将围栏、轨迹和告警绘制为图片（SVG）。"
    ),
    discussion: say(
      "Without --subject, everyone who has an alert is drawn; each reading is recorded in the audit.",
      "不指定 --subject 时绘制所有有告警的对象；每次查阅都会记录。"
    )
  )

  @OptionGroup var data: StoreOptions
  @OptionGroup var author: AuthorOptions
  @Option(help: ArgumentHelp(say("Where the picture goes.", "输出文件。"), valueName: "file")) var out:
    String
  @Option(help: ArgumentHelp(say("Only these subjects.", "仅限这些对象。"), valueName: "id"))
  var subject: [SubjectID] = []
  @OptionGroup var during: PeriodOptions
  @Option(help: ArgumentHelp(say("The title.", "标题。"))) var title: String = say("Alerts", "告警")

  func run() throws {
    let open = try data.open()
    let roster = try Roster(open.store, at: open.now)
    let period = try during.period()
    var filter = AlertFilter()
    filter.subjects = subject.isEmpty ? nil : Set(subject)
    let known = try open.store.knownRegistry()
    let all = try open.store.alerts(filter)
    let alerts = all.filter { period.contains($0.raisedAt) }
    let drawn = subject.isEmpty ? Set(alerts.map(\.key.subject)) : Set(subject)
    try open.store.audit(reader: author.name, command: "map", subjects: drawn, now: open.now)
    var tracks: [MapPicture.Track] = []
    for id in drawn.sorted() {
      guard let subject = roster.subjects[id] else {
        throw StoreError.unknown(kind: .subject, id: id.text)
      }
      let fixes = try open.store.shownTrack(of: id, in: period, by: known)
      var track = MapPicture.Track(
        name: subject.name,
        points: fixes.compactMap(MapPicture.Track.Point.init)
      )
      track.markBreaches(by: all.filter { $0.key.subject == id })
      tracks.append(track)
    }
    let picture = MapPicture(
      title: title,
      zones: roster.zones.values.sorted { $0.id < $1.id }.map { MapPicture.ZoneShape($0) },
      tracks: tracks,
      alerts: alerts.map {
        MapPicture.Alert($0, subject: roster.context(of: $0.key.subject).name)
      }
    )
    try picture.write(to: out)
    Console.tell("\(out) is drawn", "已绘制 \(out)")
  }
}

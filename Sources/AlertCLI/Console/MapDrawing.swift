import GeoCore
import Monitor
import Presentation

extension MapPicture {
  /// Draws the picture into a file of mode 0600.
  func write(to path: String) throws {
    let bar = ProgressBar("drawing \(path)", "绘制 \(path)")
    if tracks.reduce(0, { $0 + $1.points.count }) > 200_000 { bar.show() }
    let text = svg(in: language, table: .china)
    bar.end()
    try OutputFile.write(text, to: path)
  }
}

extension MapPicture.Track.Point {
  /// The place of a fix on a track; `nil` where it has none that counts.
  init?(_ fix: ShownFix) {
    guard let place = fix.place else { return nil }
    self.init(place, fix.fix.time, fix.presence)
  }
}

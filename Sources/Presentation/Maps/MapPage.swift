import GeoCore

/// The page on which a ``MapPicture`` is drawn, and what is known of it so far.
struct MapPage {
  let picture: MapPicture
  let language: Language
  let table: TimeZoneTable
  let extent: MapExtent
  let plane: Plane
  var svg = SVG()
  var labels: LabelLayout

  /// The gaps in the tracks, as they were drawn.
  var gaps: [Gap] = []

  /// What lies outside the frame.
  var beyond: [Beyond] = []

  /// How the stretches of tracks were drawn, for the legend.
  var strokes: Set<Stroke> = []

  /// Where arrows tell in which direction a track runs.
  var arrows: [Arrow] = []

  /// Where each alert's marker stands; `nil` where the alert has no place.
  var markers: [PagePoint?] = []

  /// A4 landscape at 96 units per inch.
  static let width = 1_123.0
  static let height = 794.0
  static let margin = 30.0
  static let frame = PageBox(x: margin, y: 66, width: 800, height: 662)
  static let sidebar = PageBox(
    x: frame.maxX + 16,
    y: frame.y,
    width: width - margin - frame.maxX - 16,
    height: frame.height
  )

  init(picture: MapPicture, language: Language, table: TimeZoneTable) {
    self.picture = picture
    self.language = language
    self.table = table
    extent = MapExtent(showing: picture) ?? .nothing
    plane = Plane(extent, in: Self.frame, padding: 34)
    labels = LabelLayout(frame: Self.frame)
  }

  /// The whole document.
  mutating func drawn() -> String {
    takeTrackEnds()
    markers = placedMarkers()
    drawZones()
    drawBreaches()
    drawTracks()
    drawSetAside()
    drawTrackEnds()
    drawArrows()
    drawBeyond()
    drawZoneNames()
    drawTrackNames()
    drawGapLengths()
    drawMarkers()
    let map = svg.text
    svg = SVG()
    drawTitle()
    svg.verbatim("<g clip-path=\"url(#frame)\">\n\(map)</g>\n")
    drawFrame()
    drawScaleBar()
    drawNorth()
    let height = max(Self.height, drawSidebar())
    drawFoot(at: height - 16)
    return document(svg.text, height: height)
  }

  /// Whether a place on the page is on the map.
  func isShown(_ point: PagePoint) -> Bool { Self.frame.contains(point) }

  /// The sentence in the page's language.
  func say(_ english: String, _ chinese: String) -> String {
    Sentence(english, chinese).in(language)
  }

  /// How wide text of `size` is at most: Latin letters 0.6, Chinese ones 1.1 of the size on average.
  static func width(of text: String, size: Double) -> Double {
    Double(text.cellCount) * 0.58 * size
  }

  private func document(_ content: String, height: Double) -> String {
    let size = "\(decimalText(Self.width, decimals: 0)) \(decimalText(height, decimals: 0))"
    let millimeters = decimalText(height / 96 * 25.4, decimals: 1)
    let fonts = "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','Microsoft YaHei'"
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="297mm" height="\(millimeters)mm" \
      viewBox="0 0 \(size)" lang="\(language.rawValue)" \
      font-family="Helvetica,Arial,\(fonts),'PingFang SC','WenQuanYi Zen Hei',sans-serif">
      <title>\(SVG.escaped(picture.title))</title>
      <defs>
      <clipPath id="frame"><rect x="\(Self.frame.x)" y="\(Self.frame.y)" \
      width="\(Self.frame.width)" height="\(Self.frame.height)"/></clipPath>
      <pattern id="forbidden" width="7" height="7" patternUnits="userSpaceOnUse" \
      patternTransform="rotate(45)"><rect width="7" height="7" fill="#fbe3e0"/>\
      <line x1="0" y1="0" x2="0" y2="7" stroke="#d98880" stroke-width="1.2"/></pattern>
      </defs>
      <rect width="100%" height="100%" fill="#ffffff"/>
      \(content)</svg>

      """
  }
}

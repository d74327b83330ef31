import Foundation
import Testing

/// `fenceline simulate`: the figures of a population are repeatable, its files go through `replay`, and
/// what does not go together is refused.
///
/// Oracle: the command's own figures, its truth file, and a second run.
extension EndToEnd {
  @Suite struct SimulateTests {
    private let site: Site

    init() throws { site = try Site() }

    @Test func `one seed gives one result, byte for byte`() throws {
      let words = ["simulate", "--subjects", "20", "--seed", "3", "--json"]
      let (a, b) = (try site.run(words), try site.run(words))
      #expect(a.status == 0)
      #expect(a.output == b.output)
      let figures = try #require(a.objects.first)
      #expect(figures["personDays"] as? Int == 20)
      #expect(try #require(figures["reports"] as? Int) > 1_000)
      #expect(try site.run(words + ["--days", "2"]).output != a.output)
    }

    @Test func `the table is in both languages`() throws {
      let words = ["simulate", "--subjects", "3"]
      #expect(try site.run(words).output.contains("person-days"))
      #expect(try site.run(words, language: "zh").output.contains("每人日误报"))
    }

    @Test func `the files lead a replay to alerts of subjects whom the truth names`() throws {
      let out = site.path("people")
      let made = try site.run(["simulate", "--subjects", "40", "--seed", "5", "--out", out])
      #expect(made.status == 0, "\(made.error)")
      let replayed = try site.run([
        "replay", out + "/tracks.csv", "--json", "--crs", "wgs84", "--zones",
        out + "/zones.geojson",
        "--jurisdictions", out + "/jurisdictions.csv", "--subjects", out + "/subjects.csv",
        "--devices", out + "/devices.csv",
      ])
      #expect(replayed.status == 0, "\(replayed.error)")
      let truth = try site.text("people/truth.csv").split(whereSeparator: \.isNewline).dropFirst()
      let truly = Set(truth.compactMap { $0.split(separator: ",").first.map(String.init) })
      let alerted = replayed.objects.filter { $0["kind"] as? String == "outOfZone" }
        .compactMap { $0["subject"] as? String }
      #expect(!truly.isEmpty)
      #expect(!truly.isDisjoint(with: alerted))
    }

    @Test(arguments: ["--subjects", "--days", "--seed"])
    func `what is no number is told to be written as one`(option: String) throws {
      let refused = try site.run(["simulate", "--subjects", "3", option, "many"])
      #expect(refused.status == 64)
      #expect(refused.error.contains("\(option): write a whole number, digits only"))
    }

    @Test(arguments: [
      ["simulate"], ["simulate", "--days", "2"], ["simulate", "--subjects", "0"],
      ["simulate", "--subjects", "5", "--days", "400"],
    ])
    func `what does not go together is refused`(words: [String]) throws {
      let refused = try site.run(words)
      #expect(refused.status == 64)
      #expect(refused.output.isEmpty)
      #expect(refused.error.contains("--subjects"))
    }
  }
}

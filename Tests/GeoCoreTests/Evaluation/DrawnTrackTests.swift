import GeoCore
import Testing

/// Tracks drawn over zones, seen by satellites one letter after another.
///
/// Oracle: the drawing. One character is one step of the grid; `#` is the permitted zone, `%` a
/// prohibited one (each a rectangle around its characters), a letter is where the track is at its
/// time: `a` at 10:00, `b` at 10:05 and so on. A letter lies on the zone that its neighbours have.
@Suite struct `Drawn tracks` {
  /// Walks through a drawing.
  private func walk(step: Double, _ drawing: String, every minutes: Int = 5) -> [String] {
    var scene = Scene(grade: "lenient", hasCounty: false)
    var places: [Character: (Double, Double)] = [:]
    var corners: [Character: (Double, Double, Double, Double)] = [:]
    let lines = drawing.split(separator: "\n")
    for (row, line) in lines.enumerated() {
      for (column, character) in line.enumerated() {
        let (x, y) = (Double(column) * step, Double(lines.count - row) * step)
        if character.isLetter { places[character] = (x, y) }
        guard character == "#" || character == "%" else { continue }
        let old = corners[character] ?? (x, y, x, y)
        corners[character] = (min(old.0, x), min(old.1, y), max(old.2, x), max(old.3, y))
      }
    }
    let half = step / 2
    for (character, box) in corners.sorted(by: { $0.key < $1.key }) {
      let area = rectangle(box.0 - half, box.1 - half, box.2 + half, box.3 + half)
      let isPermitted = character == "#"
      let made = zone(isPermitted ? "home" : "port", area, isPermitted ? .permitted : .prohibited)
      scene.record([.zone(made)], at: "09:00")
    }
    for (index, letter) in places.keys.sorted().enumerated() {
      guard let (x, y) = places[letter] else { continue }
      let minute = index * minutes
      scene.see(x, y, at: "\(10 + minute / 60):\(minute % 60)")
    }
    return scene.story
  }

  @Test func `Leaving counts from the first fix outside, coming back from the first inside`() {
    #expect(
      walk(
        step: 200,
        """
        #####.......
        #a#b#..c.d..
        #f#g#....e..
        #####.......
        """
      ) == ["outOfZone raised 10:10 absenceWithoutLeave", "outOfZone ended 10:25 returned"]
    )
  }

  @Test func `Drift at an edge raises nothing`() {
    // Twelve metres at most over the edge, at an error of 15 m.
    #expect(
      walk(
        step: 8,
        """
        ###########.
        #a##c##e##gb
        ###########d
        ###########f
        ###########.
        """
      ).isEmpty
    )
  }

  @Test func `What is surely outside is dated back to the fixes that were not sure`() {
    // b and c are hardly out of their error, d is surely out: it left at b.
    #expect(
      walk(
        step: 40,
        """
        ##########........
        ##########........
        ##########........
        ####a#####bc..d.e.
        ##########........
        ##########........
        ##########........
        """
      ) == ["outOfZone raised 10:05 absenceWithoutLeave"]
    )
  }

  @Test func `One fix outside between fixes inside is chance`() {
    #expect(
      walk(
        step: 100,
        """
        #####.....
        #abe#c....
        #dfg#.....
        #####.....
        """
      ).isEmpty
    )
  }

  @Test func `Far out, one fix decides`() {
    #expect(
      walk(
        step: 500,
        """
        ###....
        #a#...b
        ###....
        """
      ) == ["outOfZone raised 10:05 absenceWithoutLeave"]
    )
  }

  @Test func `Entering what is prohibited counts within what is permitted, and leaving ends it`() {
    #expect(
      walk(
        step: 100,
        """
        ################
        #a###%%%%%%%####
        #####%%b%c%%####
        #####%%%%%%%#d##
        ############e###
        ################
        """
      ) == [
        "prohibitedZone port raised 10:05 enteredProhibited",
        "prohibitedZone port ended 10:15 left",
      ]
    )
  }

  @Test func `A teleport is shown as such, and decides nothing of a zone`() {
    // c is 60 km away one minute after b; d is back: a broken receiver.
    #expect(
      walk(
        step: 5_000,
        """
        ###..............
        #a#............c.
        #bd..............
        """,
        every: 1
      ) == [
        "implausible raised 10:02 impossibleJourney", "implausible ended 10:03 plausibleAgain",
      ]
    )
    // Here d agrees with c: two against two, and no journey leads there.
    #expect(
      walk(
        step: 5_000,
        """
        ###..............
        #a#............c.
        #b#............d.
        """,
        every: 1
      ) == ["implausible raised 10:02 impossibleJourney"]
    )
  }
}

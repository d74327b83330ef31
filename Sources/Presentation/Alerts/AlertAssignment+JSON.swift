public import GeoCore

extension AlertAssignment {
  /// The assignment as JSON: `assignee`, `measure`, and `due` in UTC.
  public var line: JSONLine {
    var line = JSONLine()
    line.add("assignee", assignee)
    line.add("measure", measure)
    line.add("due", isoText(due))
    return line
  }
}

/// An invented evening of a county.
public struct CountyEvening {
  public init(seed: UInt64) {}
  public var files: [(name: String, text: String)] { [] }
}

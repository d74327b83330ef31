import AlertStore
import ArgumentParser
import Foundation
import GeoCore
import Presentation

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: say(
      "Make a store, so that it can be filled before the service runs.",
      "建立数据目录，以便在服务运行前导入数据。"
    )
  )

  @OptionGroup var data: StoreOptions

  func run() throws {
    umask(0o077)
    _ = try AlertStore.open(directory: data.directory, missing: .create)
    Console.tell("\(data.directory) is ready", "\(data.directory) 已就绪")
  }
}

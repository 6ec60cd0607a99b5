import ArgumentParser
import OrdertopConfiguration

extension TimeSpan: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension ByteCount: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension RetryLimit: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension TailFormat: ExpressibleByArgument {}
extension StatusFormat: ExpressibleByArgument {}
extension ExportFormat: ExpressibleByArgument {}

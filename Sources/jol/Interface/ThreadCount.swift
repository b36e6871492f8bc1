import Foundation
import RoadModel

/// How many cores a batch uses; results are the same for any number.
enum ThreadCount {
    /// All cores of the machine.
    static var all: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// A number as it was asked for; 0 means all.
    ///
    /// - Throws: `.badArgument` below 0 and above 1024.
    static func checked(_ threads: Int) throws(IntakeError) -> Int {
        guard (0...1024).contains(threads) else {
            throw IntakeError(
                .badArgument,
                subject: "--threads \(threads)",
                detail: "The number of cores must lie between 1 and 1024.",
                remedy: "Leave the option out to use all cores."
            )
        }
        return threads == 0 ? all : threads
    }
}

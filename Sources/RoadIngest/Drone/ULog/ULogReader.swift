package import RoadModel

/// Reads PX4 ULog files into flights.
package enum ULogReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "PX4 ULog", fileExtensions: ["ulg"],
        recognises: { $0.has(ULogFile.signature, at: 0) },
        read: { bytes, name throws(IntakeError) in [try read(bytes, name: name)] })

    /// Reads the flight of a log.
    ///
    /// - Throws: what ``ULogFile/init(reading:name:keeping:)`` throws.
    package static func read(_ bytes: RawSpan, name: String) throws(IntakeError) -> Flight {
        let log = try ULogFile(reading: bytes, name: name)
        return Flight(format: "PX4 ULog \(log.version)")
    }
}

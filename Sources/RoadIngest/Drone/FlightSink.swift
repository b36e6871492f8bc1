package import RoadModel

/// Takes flights piece by piece as they are read, so that a log need not fit into memory.
package protocol FlightSink: AnyObject {
    /// Takes rows that stand behind those taken before of the same flight.
    ///
    /// - Parameters:
    ///   - part: Its fixes, attitudes, looks of the camera and events are new; everything else of
    ///     the last part holds for the whole flight.
    ///   - number: Which flight of the file, from 0; parts of several may alternate.
    ///   - isLast: Whether the flight is complete with this part.
    /// - Throws: What keeps it from taking more.
    func take(_ part: Flight, of number: Int, isLast: Bool) throws(IntakeError)

    /// Is told now and then how many bytes of a long log have been read.
    func advance(to byte: Int)
}

extension FlightSink {
    /// Progress concerns few.
    package func advance(to byte: Int) {}
}

/// What a reader may use beside the file, and how it works.
package struct FlightReadingOptions: Sendable {
    /// The keys of an encrypted DJI flight record; `nil` without any.
    package var keychains: DJIKeychains?
    /// Logs above this length are read in windows of it, so that memory stays bounded.
    package var windowByteCount = 32 << 20

    /// No keys, windows of 32 MiB.
    package init() {}
}

import Foundation
package import RoadIngest
package import RoadModel
package import RoadStore

/// A flight named on the command line: one of the workspace (`F12`) or the log in a file.
package enum FlightSource {
    /// Longer logs are read in windows of so many bytes, when they are taken in and when they are read
    /// again, so that both give the same; rows of a window stand in memory beside it.
    static let windowByteCount = 8 << 20

    /// A file and the flight meant in it.
    package struct Place: Sendable {
        /// The bytes' path: the file itself, or the received copy.
        package var path: String
        /// What messages call it.
        package var name: String
        /// Which flight of the log, from 0.
        package var index: Int
        /// The keys of an encrypted DJI record; `nil` when they lie beside it or it is not encrypted.
        package var keychains: DJIKeychains?

        /// The keys given, else those beside the file.
        func keys() throws(IntakeError) -> DJIKeychains? {
            if let keychains { return keychains }
            return try DJIKeychains.beside(path)
        }

        /// Names a place.
        package init(path: String, name: String, index: Int) {
            (self.path, self.name, self.index) = (path, name, index)
        }
    }

    /// Whether a word names a flight of the workspace rather than a file.
    package static func isNumber(_ word: String) -> Bool {
        let digits = word.uppercased().hasPrefix("F") ? word.dropFirst() : word[...]
        return !digits.isEmpty && digits.allSatisfy(\.isASCIIDigit)
            && !FileManager.default.fileExists(atPath: word)
    }

    /// Where the received copy of a stored flight lies.
    ///
    /// - Throws: `.notFound`, `.io`.
    package static func place(
        of number: Int64,
        in store: Store
    ) throws(IntakeError) -> Place {
        guard let flight = try store.flight(number) else {
            throw IntakeError(
                .notFound,
                subject: "F\(number)",
                detail: "The workspace holds no flight with this number.",
                remedy: "'jol flights list' shows the numbers."
            )
        }
        // A file with several flights stores them in its own order.
        let siblings = try store.flights().filter { $0.receipt == flight.receipt }
            .map(\.number).sorted()
        return Place(
            path: ObjectStore(workspace: store.workspace).path(
                of: ContentDigest(hex: flight.sha256)
            ),
            name: flight.file,
            index: siblings.firstIndex(of: number) ?? 0
        )
    }

    /// Reads the flight at a place, keeping some of its columns.
    ///
    /// - Throws: What the reader of its format throws, `.notFound` when the log has fewer flights.
    package static func flight(
        _ place: Place,
        keeping parts: FlightGathering.Parts
    ) throws(IntakeError) -> GatheredFlight {
        let flights = try flights(of: place, keeping: parts)
        guard place.index < flights.count else {
            throw IntakeError(
                .notFound,
                subject: place.name,
                detail: "The log holds \(flights.count) flights.",
                remedy: "Name one of them."
            )
        }
        return flights[place.index]
    }

    /// Reads every flight of a place's file, keeping some of their columns.
    package static func flights(
        of place: Place,
        keeping parts: FlightGathering.Parts
    ) throws(IntakeError) -> [GatheredFlight] {
        let file = try MappedFile(path: place.path)
        var options = FlightReadingOptions()
        options.windowByteCount = windowByteCount
        options.keychains = try place.keys()
        let gathering = FlightGathering(parts)
        try file.withBytes { bytes throws(IntakeError) in
            try FlightLogReader.stream(bytes, name: place.name, options, into: gathering)
        }
        return gathering.flights
    }

    /// Reads the tables of a place's file as its format stores them; of long logs only those that
    /// are called one of `names`, small letters.
    package static func rawTables(
        of place: Place,
        called names: Set<String>
    ) throws(IntakeError) -> [RawTable] {
        let file = try MappedFile(path: place.path)
        let keys = try place.keys()
        return try file.withBytes { bytes throws(IntakeError) in
            try RawTables.read(bytes, name: place.name, called: names, keychains: keys)
        }
    }

    /// The values of a place's file that cannot be right by their neighbours; `nil` for a long one.
    package static func doubts(
        of place: Place
    ) throws(IntakeError) -> [RawTableDoubts.Doubt]? {
        let file = try MappedFile(path: place.path)
        let keys = try place.keys()
        return try file.withBytes { bytes throws(IntakeError) in
            try RawTables.doubts(bytes, name: place.name, keychains: keys)
        }
    }

    /// Names and extents of the tables of a place's file.
    package static func rawEntries(of place: Place) throws(IntakeError) -> [RawTables.Entry] {
        let file = try MappedFile(path: place.path)
        let keys = try place.keys()
        return try file.withBytes { bytes throws(IntakeError) in
            try RawTables.entries(bytes, name: place.name, keychains: keys)
        }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

import Foundation
package import RoadIngest
package import RoadModel
package import RoadStore

/// A flight named on the command line: one of the workspace (`F12`) or the log in a file.
package enum FlightSource {
    /// A file and the flight meant in it.
    package struct Place: Sendable {
        /// The bytes' path: the file itself, or the received copy.
        package var path: String
        /// What messages call it.
        package var name: String
        /// Which flight of the log, from 0.
        package var index: Int

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

    /// Reads the flight at a place.
    ///
    /// - Throws: What the reader of its format throws.
    package static func flight(_ place: Place) throws(IntakeError) -> Flight {
        let flights = try flights(of: place)
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

    /// Reads every flight of a place's file.
    package static func flights(of place: Place) throws(IntakeError) -> [Flight] {
        let file = try MappedFile(path: place.path)
        let keychains = try DJIKeychains.beside(place.path)
        return try file.withBytes { bytes throws(IntakeError) in
            try FlightLogReader.read(bytes, name: place.name, keychains: keychains)
        }
    }

    /// Reads the tables of a place's file as its format stores them.
    package static func rawTables(of place: Place) throws(IntakeError) -> [RawTable] {
        let file = try MappedFile(path: place.path)
        return try file.withBytes { bytes throws(IntakeError) in
            try RawTables.read(bytes, name: place.name)
        }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

import RoadIngest
package import RoadModel
package import RoadStore

extension FileIntake {
    /// Takes in a drone's flight log; the format is known by its content.
    ///
    /// A record is a message of the log. A stretch that could not be read counts as one
    /// quarantined record, with its first byte, its length and the reason.
    package func addFlights(
        _ path: String
    ) throws(IntakeError) -> Receipt {
        try takeIn(path, as: .flights) { copy, session in
            let file = try MappedFile(path: copy)
            let flights = try file.withBytes { bytes throws(IntakeError) in
                try FlightLogReader.read(bytes, name: path)
            }
            for flight in flights {
                try session.add(flight, measures: FlightMeasures(of: flight))
                try session.quarantine(flight.lost.map(Self.reject))
            }
            return IntakeClosing(
                format: flights.first?.format ?? "empty log",
                completeness: flights.map(\.completeness).min() ?? 1,
                notes: flights.flatMap(\.warnings)
            )
        }
    }

    private static func reject(_ lost: LostRange) -> Reject {
        let isTail = lost.reason == .truncatedRecord
        return Reject(
            place: SourcePlace(byteOffset: lost.start),
            reason: lost.reason,
            found: "\(lost.end - lost.start) bytes up to byte \(lost.end)",
            expected: isTail ? "a whole record" : "a chain of valid records",
            proposal: isTail ? "Copy the log again from the vehicle; this copy breaks off." : ""
        )
    }
}

extension FlightMeasures {
    /// Distance over ground and greatest height of a flight.
    init(of flight: Flight) {
        let fixes = flight.fixes
        var metres = 0.0
        var previous: GeodeticCoordinate?
        for row in 0..<fixes.count {
            let place = GeodeticCoordinate(
                latitude: Degrees(fixes.latitudeDegrees[row]),
                longitude: Degrees(fixes.longitudeDegrees[row])
            )
            if let previous { metres += GreatCircle.distance(previous, place).value }
            previous = place
        }
        let height = fixes.relativeHeightMetres.lazy.filter(\.isFinite).max()
        self.init(distance: Metres(metres), maxHeight: height.map(Metres.init))
    }
}

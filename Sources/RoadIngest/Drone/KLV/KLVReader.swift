package import RoadModel

/// Reads MISB ST 0601 metadata, alone or inside an MPEG transport stream, into flights.
package enum KLVReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "MISB ST 0601 KLV",
        fileExtensions: ["klv", "ts", "mpg"],
        recognises: { KLVFile.recognises($0) },
        read: { bytes, name throws(IntakeError) in try read(bytes, name: name) },
        stream: { bytes, name, window, sink throws(IntakeError) in
            try stream(bytes, name: name, window: window, into: sink)
        }
    )

    /// Reads a flight from every KLV stream; damaged packets are lost ranges.
    ///
    /// - Throws: `file.format_unknown` when the bytes are neither KLV nor a transport stream;
    ///   `file.nothing_accepted` when a transport stream carries no KLV.
    package static func read(_ bytes: RawSpan, name: String) throws(IntakeError) -> [Flight] {
        var walk = try KLVWalk(bytes, name: name)
        var flights: [KLVFlight] = []
        _ = advance(&walk, bytes, to: bytes.byteCount, &flights)
        return try finish(walk, flights, byteCount: bytes.byteCount, name)
    }

    /// Reads the flights in windows of `window` bytes.
    ///
    /// - Throws: what ``read(_:name:)`` and the sink throw.
    package static func stream(
        _ bytes: RawSpan,
        name: String,
        window: Int,
        into sink: any FlightSink
    ) throws(IntakeError) {
        var walk = try KLVWalk(bytes, name: name)
        var flights: [KLVFlight] = []
        var stop = window
        while advance(&walk, bytes, to: stop, &flights) {
            for number in flights.indices {
                guard let part = flights[number].takeRows() else { continue }
                try sink.take(part, of: number, isLast: false)
            }
            sink.advance(to: stop)
            stop += window
        }
        let last = try finish(walk, flights, byteCount: bytes.byteCount, name)
        for (number, flight) in last.enumerated() {
            try sink.take(flight, of: number, isLast: true)
        }
    }

    private static func advance(
        _ walk: inout KLVWalk,
        _ bytes: RawSpan,
        to stop: Int,
        _ flights: inout [KLVFlight]
    ) -> Bool {
        let isTransportStream = walk.isTransportStream
        return walk.advance(bytes, to: stop) { number, packet, content in
            while flights.count <= number {
                flights.append(KLVFlight(isTransportStream: isTransportStream))
            }
            flights[number].take(packet, content)
        }
    }

    /// A flight for every stream, with the books of the file in the first.
    private static func finish(
        _ walk: KLVWalk,
        _ read: [KLVFlight],
        byteCount: Int,
        _ name: String
    ) throws(IntakeError) -> [Flight] {
        try walk.requireStreams(name: name)
        let streams = walk.streams
        let empty = KLVFlight(isTransportStream: walk.isTransportStream)
        var flights = streams.enumerated().map { number, stream in
            (number < read.count ? read[number] : empty)
                .finished(gaps: walk.gaps, otherPackets: stream.otherPackets)
        }
        let ranges = walk.lost
        let lost = ranges.reduce(0) { $0 + $1.end - $1.start }
        flights[0].lost = ranges
        flights[0].recordsRead = streams.reduce(0) { $0 + $1.packets + $1.otherPackets }
        flights[0].recordsBroken = max(
            streams.reduce(0) { $0 + $1.packetsBroken },
            ranges.isEmpty ? 0 : 1
        )
        for index in flights.indices {
            flights[index].completeness = 1 - Double(lost) / Double(max(byteCount, 1))
        }
        if lost > 0 {
            flights[0].warnings.append(
                "The file is damaged: \(flights[0].recordsBroken) packets (\(lost) bytes) are lost."
            )
        }
        return flights
    }
}

import RoadIngest
import RoadModel

/// Something that a log's reader says, on its way to another thread.
enum FlightDelivery: Sendable {
    case part(Flight, number: Int, isLast: Bool)
    case progress(byte: Int)
    case failed(IntakeError)

    /// Whether it only tells how far the reader is.
    var isProgress: Bool { if case .progress = self { true } else { false } }

    /// About how much memory it holds, in bytes.
    var weight: Int {
        guard case .part(let flight, _, _) = self else { return 0 }
        let rows = flight.attitudes.count + flight.gimbal.count + flight.batteries.count
        return 1024 + flight.fixes.count * 96 + rows * 40 + flight.events.count * 96
            + flight.lost.count * 32
    }

    /// Says it to a sink.
    ///
    /// - Throws: The error that it is, or what the sink throws.
    func hand(to sink: some FlightSink) throws(IntakeError) {
        switch self {
        case .part(let flight, let number, let isLast):
            try sink.take(flight, of: number, isLast: isLast)
        case .progress(let byte): sink.advance(to: byte)
        case .failed(let error): throw error
        }
    }
}

/// Passes on what a log's reader says in its order.
final class FlightCourier: FlightSink {
    private let pages: PageStewardKernel?
    /// Takes a delivery; `false` when nobody wants another.
    private let push: (FlightDelivery) -> Bool

    /// Passes deliveries to `push`, and gives back the pages that were read.
    init(_ pages: PageStewardKernel?, _ push: @escaping (FlightDelivery) -> Bool) {
        (self.pages, self.push) = (pages, push)
    }

    func advance(to byte: Int) {
        pages?.giveBack(before: byte)
        _ = push(.progress(byte: byte))
    }

    func take(_ part: Flight, of number: Int, isLast: Bool) throws(IntakeError) {
        guard push(.part(part, number: number, isLast: isLast)) else {
            throw IntakeError(
                .io,
                subject: "",
                detail: "The reading was given up.",
                remedy: "Repeat the command."
            )
        }
    }
}

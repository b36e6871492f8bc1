import RoadLocate
import RoadModel
import RoadNetwork
import RoadStore

/// Puts crashes without coordinates on the network by their place in words: road and kilometre
/// post, or the crossing of two streets.
struct WordPlaces: ~Copyable {
    private var finder: PlaceFinder
    private let network: CompiledNetwork
    private var streets: StreetCrossings?

    /// - Throws: As `PlaceFinder`.
    init(_ network: CompiledNetwork) throws(IntakeError) {
        finder = try PlaceFinder(network)
        self.network = network
    }

    /// The row's place by its words; `nil` when it has no words to go by.
    ///
    /// A kilometre does not say the direction of travel: where the road is open to both, each has
    /// half of the probability. More than one place of the same address is refused.
    mutating func locate(_ row: LocatableRow) -> LocatedRow? {
        guard row.location == nil, !row.placeText.isEmpty else { return nil }
        let reading: PlaceTextReading
        do throws(PlaceTextFault) {
            reading = try PlaceTextReading(row.placeText)
        } catch {
            if error == .noKilometre || error == .strayNumber,
                let found = crossing(row) ?? street(row)
            {
                return found
            }
            let isSilent = error == .noKilometre
            return unlocated(row, isSilent ? .noCoordinates : .wordsAmbiguous)
        }
        var query = PlaceFinder.Query()
        query.text = row.placeText
        query.ref = reading.index
        do throws(IntakeError) {
            let answers = try finder.places(query)
            guard let first = answers.first else { return unlocated(row, .wordsUnknown) }
            // The two carriageways of one kilometre lie beside each other.
            let isSpread = answers.dropFirst().contains {
                ($0.lat - first.lat).magnitude > 0.002 || ($0.lon - first.lon).magnitude > 0.003
            }
            if isSpread { return unlocated(row, .wordsAmbiguous) }
            let isTwoWay = first.reverseSegment != nil || answers.count > 1
            return LocatedRow(
                kind: row.kind,
                id: row.id,
                reference: LinearReference(
                    segment: SegmentID(rawValue: first.segment),
                    measure: Metres(first.measure),
                    offset: Metres(0)
                ),
                probability: isTwoWay ? 0.5 : 1,
                roadProbability: 1,
                runnerUp: first.reverseSegment.map { SegmentID(rawValue: $0) },
                runnerUpProbability: isTwoWay ? 0.5 : nil,
                place: GeodeticCoordinate(
                    latitude: Degrees(first.lat),
                    longitude: Degrees(first.lon)
                ),
                reason: nil
            )
        } catch { return unlocated(row, .wordsUnknown) }
    }

    private func unlocated(_ row: LocatableRow, _ reason: UnlocatedReason) -> LocatedRow {
        LocatedRow(
            kind: row.kind,
            id: row.id,
            reference: nil,
            probability: nil,
            roadProbability: nil,
            runnerUp: nil,
            runnerUpProbability: nil,
            place: nil,
            reason: reason
        )
    }

    /// The crossing of the two streets that the words name, where there is exactly one.
    private mutating func crossing(_ row: LocatableRow) -> LocatedRow? {
        let known = streets ?? StreetCrossings(network)
        streets = known
        guard let reference = known.crossing(row.placeText) else { return nil }
        return placed(row, reference)
    }

    /// A longer street is no place: its middle would be too far from most of it.
    private static let longestStreet = Metres(400)

    /// The middle of the street that the words name, where the network has it once and it is short;
    /// `nil` when the words name no street.
    private mutating func street(_ row: LocatableRow) -> LocatedRow? {
        guard let address = StreetAddress(row.placeText) else { return nil }
        let known = streets ?? StreetCrossings(network)
        streets = known
        let found = known.streets(named: address.street)
        guard let only = found.first else { return unlocated(row, .wordsUnknown) }
        guard found.count == 1, only.extent <= Self.longestStreet else {
            return unlocated(row, .wordsAmbiguous)
        }
        return placed(row, only.middle)
    }

    /// A row at a place of the network; `nil` when the place has no coordinates.
    private mutating func placed(_ row: LocatableRow, _ reference: LinearReference) -> LocatedRow? {
        var spot = PlaceFinder.Spot()
        spot.reference = reference
        guard let answer = try? finder.locate(spot, radius: Metres(1)) else { return nil }
        return LocatedRow(
            kind: row.kind,
            id: row.id,
            reference: reference,
            probability: 0.5,
            roadProbability: 1,
            runnerUp: nil,
            runnerUpProbability: nil,
            place: GeodeticCoordinate(
                latitude: Degrees(answer.lat),
                longitude: Degrees(answer.lon)
            ),
            reason: nil
        )
    }
}

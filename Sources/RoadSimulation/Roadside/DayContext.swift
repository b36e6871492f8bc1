import RoadModel

/// Everything about the complexes that stays the same for one local day.
struct DayContext {
    /// One working complex on one day, with its texts already encoded.
    struct Post {
        /// Device name and serial number, with the commas after them.
        var prefix: [UInt8]
        /// From place text to laboratory, with the commas around them.
        var paper: [UInt8]
        /// Device mode, with the commas around it.
        var mode: [UInt8]
        /// True place in 10⁻⁷ degrees.
        var latitudeE7: Int
        /// True place in 10⁻⁷ degrees.
        var longitudeE7: Int
        /// 10⁻⁷ degrees of latitude per metre.
        var northUnits: Double
        /// 10⁻⁷ degrees of longitude per metre.
        var eastUnits: Double
        /// Heading of the map's vertices at the place.
        var headingDegrees: Double
        /// Limit in km/h.
        var limitKmh: Int
        /// Lanes of one direction, at least 1.
        var lanes: Int
        /// Whether both directions are watched.
        var watchesBoth: Bool
        /// Whether the direction of the vertices is watched when it is one.
        var watchesForward: Bool
        /// Whether the place lies in a settlement.
        var isInSettlement: Bool
    }

    /// Days since 1970-01-01.
    let day: Int
    /// The complexes at work.
    let posts: [Post]
    /// Running sums of their weights.
    let cumulated: [Double]
    private let dateText: [UInt8]
    private let dayStart: Int64

    /// Works out who stands where on a day.
    init(day: Int, complexes: [RoadsideComplex], world: SimulatedWorld) {
        self.day = day
        var posts: [Post] = []
        var cumulated: [Double] = []
        for complex in complexes {
            guard let station = complex.station(onDay: day) else { continue }
            posts.append(Self.post(complex, station, day, world))
            cumulated.append((cumulated.last ?? 0) + complex.weight)
        }
        (self.posts, self.cumulated) = (posts, cumulated)
        dateText = Array("\(CivilDate(daysSinceEpoch: day))T".utf8)
        dayStart = Int64(day) * 86_400_000_000
    }

    /// Appends an instant of this local day as RFC 3339 with offset and milliseconds.
    func writeTime(_ microseconds: Int64, to out: inout ByteText) {
        let offset = LocalCalendar.offsetSeconds(at: microseconds)
        let local = microseconds + Int64(offset) * 1_000_000 - dayStart
        let second = Int(local / 1_000_000)
        out.encoded(dateText)
        out.padded(second / 3600, width: 2)
        out.ascii(0x3a)
        out.padded(second / 60 % 60, width: 2)
        out.ascii(0x3a)
        out.padded(second % 60, width: 2)
        out.ascii(0x2e)
        out.padded(Int(local / 1000 % 1000), width: 3)
        out.encoded(offset == 21_600 ? Self.plusSix : Self.plusFive)
    }

    private static let plusSix = Array("+06:00".utf8)
    private static let plusFive = Array("+05:00".utf8)

    private static func post(
        _ complex: RoadsideComplex,
        _ station: RoadsideComplex.Station,
        _ day: Int,
        _ world: SimulatedWorld
    ) -> Post {
        let piece = world.pieces[station.piece]
        let traits = world.traits(of: piece)
        let place = piece.place(at: station.measure)
        let scale = EllipsoidScale(latitudeDegrees: place.latitude)
        var prefix = ByteText()
        prefix.field(complex.name)
        prefix.comma()
        prefix.field(complex.serial)
        prefix.comma()
        var paper = ByteText()
        paper.comma()
        paper.field(placeText(traits, place, world))
        paper.comma()
        paper.field(complex.certificate)
        paper.comma()
        paper.field(complex.certificateUntil)
        paper.comma()
        paper.field("«Көкдала-Өлшем» ЖШС")
        paper.comma()
        let mode = day < complex.testUntilDay ? ",test," : ",production,"
        return Post(
            prefix: prefix.bytes,
            paper: paper.bytes,
            mode: Array(mode.utf8),
            latitudeE7: Int((place.latitude * 1e7).rounded()),
            longitudeE7: Int((place.longitude * 1e7).rounded()),
            northUnits: 1e7 / scale.metresPerDegreeNorth,
            eastUnits: 1e7 / scale.metresPerDegreeEast,
            headingDegrees: place.headingDegrees,
            limitKmh: traits.limitKmh,
            lanes: max(1, traits.isDirected ? traits.lanes : traits.lanes / 2),
            watchesBoth: station.watchesBoth,
            watchesForward: station.watchesForward,
            isInSettlement: traits.isInSettlement
        )
    }

    /// The place in words, as officers write it: road and kilometre on the highway.
    private static func placeText(
        _ traits: RoadTraits,
        _ place: PiecePlace,
        _ world: SimulatedWorld
    ) -> String {
        let road = traits.names?.ru ?? "без названия"
        guard let ref = traits.ref else { return "\(LocalNames.town.ru), \(road)" }
        guard traits.roadClass == .trunk else { return "\(ref) \(road)" }
        let metres = world.highwayPost(longitude: place.longitude, latitude: place.latitude)
        return "\(ref) \(road), \(metres / 1000) км + \(metres % 1000) м"
    }
}

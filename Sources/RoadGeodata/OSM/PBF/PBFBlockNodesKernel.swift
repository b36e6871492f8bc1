/// Nodes of a block: the places of those that roads use, and points of use by themselves.
extension PBFBlock {
    /// Finds the places of the nodes that roads use, and the points of use.
    ///
    /// - Parameters:
    ///   - wanted: Ids of nodes, ascending.
    ///   - batch: Where they go.
    mutating func readNodes(wanted: [Int64], into batch: inout OSMNodeBatch) {
        let hasPoints = meanings.contains { $0.isPointKind }
        wanted.withUnsafeBufferPointer { wanted in
            for group in groups {
                var cursor = group
                while let field = cursor.field() {
                    switch (field.number, field.wire) {
                    case (1, 2): readNode(cursor.message(), wanted, hasPoints, &batch)
                    case (2, 2): readDense(cursor.message(), wanted, hasPoints, &batch)
                    case (3, 2), (4, 2):
                        batch.hasOtherObjects = true
                        cursor.skip(field.wire)
                    default: cursor.skip(field.wire)
                    }
                }
                if cursor.isBroken { isBroken = true }
            }
        }
    }

    private mutating func readNode(
        _ message: ProtobufCursor,
        _ wanted: UnsafeBufferPointer<Int64>,
        _ hasPoints: Bool,
        _ batch: inout OSMNodeBatch
    ) {
        var cursor = message
        var (id, lat, lon) = (Int64(0), Int64(0), Int64(0))
        var (keys, values) = (ProtobufCursor.empty, ProtobufCursor.empty)
        var isVisible = true
        while let field = cursor.field() {
            switch (field.number, field.wire) {
            case (1, 0): id = cursor.zigzag()
            case (2, 2): keys = cursor.message()
            case (3, 2): values = cursor.message()
            case (4, 2): isVisible = Self.isVisible(cursor.message())
            case (8, 0): lat = cursor.zigzag()
            case (9, 0): lon = cursor.zigzag()
            default: cursor.skip(field.wire)
            }
        }
        guard !cursor.isBroken else {
            isBroken = true
            return
        }
        guard isVisible else { return }
        let place = place(lat, lon)
        batch.take(id, place.x, place.y, wanted)
        if hasPoints, readTags(keys, values, .point) { takePoint(id, place, &batch) }
    }

    private mutating func readDense(
        _ message: ProtobufCursor,
        _ wanted: UnsafeBufferPointer<Int64>,
        _ hasPoints: Bool,
        _ batch: inout OSMNodeBatch
    ) {
        var cursor = message
        var (ids, lats, lons) = (ProtobufCursor.empty, ProtobufCursor.empty, ProtobufCursor.empty)
        var (tags, info) = (ProtobufCursor.empty, ProtobufCursor.empty)
        while let field = cursor.field() {
            switch (field.number, field.wire) {
            case (1, 2): ids = cursor.message()
            case (5, 2): info = cursor.message()
            case (8, 2): lats = cursor.message()
            case (9, 2): lons = cursor.message()
            case (10, 2): tags = cursor.message()
            default: cursor.skip(field.wire)
            }
        }
        guard !cursor.isBroken else {
            isBroken = true
            return
        }
        var visible = Self.visibility(info)
        let hasVisibility = !visible.isAtEnd
        let readsTags = hasPoints && !tags.isAtEnd
        var (id, lat, lon) = (Int64(0), Int64(0), Int64(0))
        while !ids.isAtEnd {
            id &+= ids.zigzag()
            lat &+= lats.zigzag()
            lon &+= lons.zigzag()
            let isVisible = !hasVisibility || visible.varint() != 0
            let isPoint = readsTags && readDenseTags(&tags)
            guard isVisible else { continue }
            if batch.isWanted(id, wanted) {
                let place = place(lat, lon)
                batch.take(id, place.x, place.y, wanted)
            }
            if isPoint { takePoint(id, place(lat, lon), &batch) }
        }
        if ids.isBroken || lats.isBroken || lons.isBroken || tags.isBroken { isBroken = true }
    }

    /// Reads one node's tags of a dense list: pairs of strings up to a 0.
    private mutating func readDenseTags(_ tags: inout ProtobufCursor) -> Bool {
        var hasAny = false
        while !tags.isAtEnd {
            let key = tags.varint()
            if key == 0 { break }
            let value = tags.varint()
            guard key < UInt64(meanings.count) else {
                isBroken = true
                continue
            }
            guard meanings[Int(key)].pointKey != 255 else { continue }
            if !hasAny {
                for i in row.indices { row[i] = -1 }
            }
            hasAny = keep(key, value, .point) || hasAny
        }
        return hasAny
    }

    private static func visibility(_ info: ProtobufCursor) -> ProtobufCursor {
        var cursor = info
        while let field = cursor.field() {
            if field.number == 6, field.wire == 2 { return cursor.message() }
            cursor.skip(field.wire)
        }
        return .empty
    }

    private mutating func takePoint(
        _ id: Int64,
        _ place: (x: Int32, y: Int32),
        _ batch: inout OSMNodeBatch
    ) {
        let highway = row[OSMPointKey.highway.rawValue]
        let railway = row[OSMPointKey.railway.rawValue]
        let isOfUse =
            highway >= 0 && meanings[Int(highway)].isPointKind
            || railway >= 0 && meanings[Int(railway)].isPointKind
        guard isOfUse else { return }
        writeRow(OSMPointKey.allCases.count, listed: -1, &batch.points.tags)
        batch.points.end(id: id, x: place.x, y: place.y)
    }

    /// A place in 1e-7 degrees, or `OSMExtract.impossible` off the globe.
    @inline(__always)
    private func place(_ lat: Int64, _ lon: Int64) -> (x: Int32, y: Int32) {
        let y = nanodegrees(lat, latitudeOffset)
        let x = nanodegrees(lon, longitudeOffset)
        guard abs(x) <= 180_000_000_000, abs(y) <= 90_000_000_000 else {
            return (OSMExtract.impossible, OSMExtract.impossible)
        }
        return (Self.hundredth(x), Self.hundredth(y))
    }

    @inline(__always)
    private func nanodegrees(_ number: Int64, _ offset: Int64) -> Int64 {
        let (scaled, overflow) = number.multipliedReportingOverflow(by: granularity)
        let (sum, again) = scaled.addingReportingOverflow(offset)
        // Kept below `Int64.max`, so that `abs` cannot overflow.
        return overflow || again ? 1_000_000_000_000 : max(sum, -1_000_000_000_000)
    }

    @inline(__always)
    private static func hundredth(_ nano: Int64) -> Int32 {
        Int32(truncatingIfNeeded: (nano + (nano < 0 ? -50 : 50)) / 100)
    }
}

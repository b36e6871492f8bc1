import RoadModel

extension NetworkLayout {
    /// What pieces share beside names: class, facts, level, limit and lanes.
    private struct Profile: Hashable {
        var roadClass: UInt8
        var flags: UInt16
        var level: Int8
        var limit: UInt8
        var limitAgainst: UInt8
        var lanes: UInt8
    }

    /// Writes names, classes and everything else that ways say of themselves.
    mutating func writeAttributes() throws(IntakeError) {
        var table = LabelTable()
        var profiles: [Profile] = []
        var profileNumbers: [Profile: UInt32] = [:]
        // Ways are judged once, in the order in which pieces meet them.
        var labelOfWay = [UInt32](repeating: CompiledNetwork.none, count: source.wayID.count)
        var profileOfWay = labelOfWay
        for piece in pieces where labelOfWay[Int(piece.way)] == CompiledNetwork.none {
            let way = Int(piece.way)
            labelOfWay[way] = table.number(
                of: RoadLabel(
                    name: source.name[way],
                    otherNames: source.otherNames[way],
                    ref: source.ref[way]
                )
            )
            let profile = Profile(
                roadClass: source.roadClass[way].rawValue,
                flags: source.flags[way].rawValue,
                level: source.level[way],
                limit: source.limitKmh[way],
                limitAgainst: limitAgainst(way),
                lanes: source.lanes[way]
            )
            if profileNumbers[profile] == nil {
                profileNumbers[profile] = UInt32(profiles.count)
                profiles.append(profile)
            }
            profileOfWay[way] = profileNumbers[profile] ?? 0
        }
        try writer.addIDs(
            .pieceWay,
            least: .pieceWayLeast,
            pieces.map { source.wayID[Int($0.way)] }
        )
        try writer.addPacked(.pieceLabel, pieces.map { labelOfWay[Int($0.way)] })
        try writer.addPacked(.pieceProfile, pieces.map { profileOfWay[Int($0.way)] })
        try writer.add(.profileClass, profiles.map(\.roadClass))
        try writer.add(.profileFlags, profiles.map(\.flags))
        try writer.add(.profileLevel, profiles.map(\.level))
        try writer.add(.profileLimit, profiles.map(\.limit))
        try writer.add(.profileLimitAgainst, profiles.map(\.limitAgainst))
        try writer.add(.profileLanes, profiles.map(\.lanes))
        try writer.addPacked(.labelName, table.labels.map { strings.number(of: $0.name) })
        try writer.addPacked(
            .labelOtherNames,
            table.labels.map { strings.number(of: $0.otherNames) }
        )
        try writer.addPacked(.labelRef, table.labels.map { strings.number(of: $0.ref) })
        try writer.addPacked(.labelNameStart, table.nameStart)
        try writer.addPacked(.nameTokenStart, table.tokenStart)
        try writer.add(.nameToken, table.tokens)
        try writer.addPacked(.labelRefStart, table.refStart)
        try writer.add(.refHash, table.refs)
    }

    private func limitAgainst(_ way: Int) -> UInt8 {
        let limits = source.limitAgainstKmh
        return limits.isEmpty ? source.limitKmh[way] : limits[way]
    }

    /// Writes turn restrictions, posts, routes and features.
    mutating func writeRecords() throws(IntakeError) {
        var viaStart: [UInt32] = [0]
        for turn in source.restrictions {
            viaStart.append(viaStart[viaStart.count - 1] + UInt32(turn.viaWays.count))
        }
        try writer.add(.restrictionFrom, source.restrictions.map(\.fromWay))
        try writer.add(.restrictionTo, source.restrictions.map(\.toWay))
        try writer.add(.restrictionVia, source.restrictions.map(\.viaNode))
        try writer.add(
            .restrictionMandatory,
            source.restrictions.map { UInt8($0.isMandatory ? 1 : 0) }
        )
        try writer.addPacked(.restrictionViaStart, viaStart)
        try writer.add(.restrictionViaWay, source.restrictions.flatMap(\.viaWays))
        try writer.add(.postNode, source.posts.map(\.node))
        try writer.add(.postPlace, source.posts.flatMap { [$0.point.x, $0.point.y] })
        try writer.add(.postKilometre, source.posts.map(\.kilometre))
        try writer.add(.postRef, source.posts.map { strings.number(of: $0.ref) })
        try writeRoutes()
        try writeFeatures()
    }

    private mutating func writeRoutes() throws(IntakeError) {
        var start: [UInt32] = [0]
        for route in source.routes {
            start.append(start[start.count - 1] + UInt32(route.ways.count))
        }
        try writer.add(.routeRef, source.routes.map { strings.number(of: $0.ref) })
        try writer.add(
            .routeNames,
            source.routes.map { strings.number(of: $0.names.joined(separator: ";")) }
        )
        try writer.add(.routeID, source.routes.map(\.id))
        try writer.addPacked(.routeWayStart, start)
        try writer.add(.routeWay, source.routes.flatMap(\.ways))
    }

    private mutating func writeFeatures() throws(IntakeError) {
        try writer.add(.featureNode, source.features.map(\.node))
        try writer.add(.featureKind, source.features.map(\.kind.rawValue))
        try writer.add(.featurePlace, source.features.flatMap { [$0.point.x, $0.point.y] })
        try writer.add(.featureLimit, source.features.map(\.limitKmh))
        try writer.add(
            .featureHeading,
            source.features.map { feature in
                let degrees = (feature.heading?.value ?? -1).rounded()
                return degrees >= 0 && degrees <= 360 ? Int16(degrees) : -1
            }
        )
    }
}

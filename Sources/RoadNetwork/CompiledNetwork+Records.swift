package import RoadModel

extension CompiledNetwork {
    /// The turn restrictions, as the source states them.
    package var restrictions: [TurnRestriction] {
        let c = columns
        return (0..<c.restrictionFrom.count).map { i in
            let vias = Int(c.restrictionViaStart[i])..<Int(c.restrictionViaStart[i + 1])
            return TurnRestriction(
                fromWay: c.restrictionFrom[i],
                toWay: c.restrictionTo[i],
                viaNode: c.restrictionVia[i],
                viaWays: vias.map { c.restrictionViaWay[$0] },
                isMandatory: c.restrictionMandatory[i] == 1
            )
        }
    }

    /// The kilometre posts, as the source states them.
    package var posts: [KilometrePost] {
        let c = columns
        return (0..<c.postNode.count).map { i in
            KilometrePost(
                node: c.postNode[i],
                point: ProjectedPoint(x: c.postPlace[2 * i], y: c.postPlace[2 * i + 1]),
                kilometre: c.postKilometre[i],
                ref: c.string(c.postRef[i])
            )
        }
    }

    /// The routes that relations of the source describe.
    package var routeRelations: [RouteRelation] {
        let c = columns
        return (0..<c.routeRef.count).map { i in
            let rows = Int(c.routeWayStart[i])..<Int(c.routeWayStart[i + 1])
            return RouteRelation(
                id: c.routeID[i],
                ref: c.string(c.routeRef[i]),
                names: c.string(c.routeNames[i]).split(separator: ";").map(String.init),
                ways: rows.map { c.routeWay[$0] }
            )
        }
    }

    /// Level crossings and speed cameras, as the source states them.
    package var features: [RoadFeature] {
        let c = columns
        return (0..<c.featureNode.count).compactMap { i in
            guard let kind = RoadFeature.Kind(rawValue: c.featureKind[i]) else { return nil }
            return RoadFeature(
                kind: kind,
                node: c.featureNode[i],
                point: ProjectedPoint(x: c.featurePlace[2 * i], y: c.featurePlace[2 * i + 1]),
                limitKmh: c.featureLimit[i],
                heading: c.featureHeading[i] < 0 ? nil : Degrees(Double(c.featureHeading[i]))
            )
        }
    }

    /// The segments that leave the end of a segment, the way back among them.
    ///
    /// - Precondition: `contains(id)`.
    package func successors(of id: SegmentID) -> [SegmentID] {
        let node = columns.segmentEnd[id.rawValue]
        let rows = Int(columns.outStart[node])..<Int(columns.outStart[Int(node) + 1])
        return rows.map { SegmentID(rawValue: columns.outSegments[$0]) }
    }
}

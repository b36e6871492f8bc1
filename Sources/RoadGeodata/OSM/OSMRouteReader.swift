import RoadModel

/// Turns relations of `type=route` and `route=road` into routes.
enum OSMRouteReader {
    /// The routes that have an index or a name and at least one way, in the order of the file.
    static func read(_ relations: OSMRelations) -> [RouteRelation] {
        var routes: [RouteRelation] = []
        let keys = [
            OSMRelationKey.name, .nameKazakh, .nameRussian, .nameEnglish, .officialName,
        ]
        for row in 0..<relations.count where !relations.isRestriction(row) {
            let ways = relations.members(of: row).filter(\.isWay).map(\.reference)
            let names = OSMRoadRules.distinctNames(
                keys.map { relations.tag($0, row) },
                besides: ""
            )
            let ref = relations.tag(.ref, row)
            guard !ways.isEmpty, !(names.isEmpty && ref.isEmpty) else { continue }
            routes.append(
                RouteRelation(
                    id: relations.ids[row],
                    ref: ref,
                    names: names.split(separator: ";").map(String.init),
                    ways: ways
                )
            )
        }
        return routes
    }
}

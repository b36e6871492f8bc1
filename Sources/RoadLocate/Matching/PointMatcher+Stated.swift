import Glibc
import RoadModel
import RoadNetwork

extension PointMatcher {
    /// The terms of what few observations state: limit, kilometre, level and site.
    func statedTerms(
        _ piece: UInt32,
        _ row: Int,
        _ observation: PointObservation,
        _ scratch: inout PointMatchScratch
    ) -> EvidenceTerms {
        var terms = EvidenceTerms()
        let flags = SegmentFlags(rawValue: columns.pieceFlags[piece])
        let limit = columns.pieceLimit[piece]
        if let stated = observation.limitKmh, limit != 0, !flags.contains(.impliedLimit),
            abs(stated - Double(limit)) > 5
        {
            terms.limit = parameters.limitDiffers
        }
        guard let further = observation.further else { return terms }
        if let level = further.level, level != Int(columns.pieceLevel[piece]) {
            terms.level = parameters.levelDiffers
        }
        if let post = further.post { terms.post = postTerm(post, piece, row, scratch) }
        if let way = further.siteWay, way != columns.pieceWay[piece] {
            terms.site = parameters.siteDiffers
        } else if !further.siteRoad.isEmpty {
            // A register names a road more carefully than a card, yet a carriageway may lack its
            // name on the map: the same comparison, bounded by what a wrong site costs.
            let factor = nameFactor(further.siteRoad, columns.pieceLabel[piece], &scratch.names)
            terms.site = max(parameters.siteDiffers, log(factor))
        }
        return terms
    }
}

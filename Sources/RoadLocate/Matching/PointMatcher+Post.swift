import Glibc
import RoadModel
import RoadNetwork

extension PointMatcher {
    /// The term of a stated kilometre: how far the candidate's own kilometre lies from it.
    ///
    /// A normal law along the road with a floor; a road without that route or without posts gets the
    /// floor. Nothing follows on a network without posts.
    func postTerm(
        _ post: PostStatement,
        _ piece: UInt32,
        _ row: Int,
        _ scratch: PointMatchScratch
    ) -> Double {
        guard let referencing else { return 0 }
        let forward = columns.pieceForward[piece]
        let isForward = forward != CompiledNetwork.none
        let sense = isForward ? scratch.pieces[row].forward : scratch.pieces[row].backward
        let from = columns.vertexMeasure[sense.vertex]
        let along = from + (columns.vertexMeasure[sense.vertex + 1] - from) * sense.fraction
        let length = network.length(piece: piece).value
        let reference = LinearReference(
            segment: SegmentID(rawValue: isForward ? forward : columns.pieceBackward[piece]),
            measure: Metres(isForward ? along : length - along),
            offset: Metres(0)
        )
        var least = Double.infinity
        for address in referencing.addresses(of: reference, in: network)
        where post.routes.isEmpty || post.routes.contains(address.route) {
            let value = Double(address.reading.kilometre) * 1000 + address.reading.metres
            least = min(least, abs(value - post.value.value))
        }
        let sigmas = least / max(1, post.sigma.value)
        let floor = exp(parameters.postDiffers)
        return log((1 - floor) * exp(-sigmas * sigmas / 2) + floor)
    }
}

import Glibc
import RoadModel
import RoadNetwork

extension PointMatcher {
    /// Turns evidence into weights and probabilities.
    func score(_ observation: PointObservation, _ scratch: inout PointMatchScratch) {
        var total = 0.0
        let isHeaded = observation.heading != nil
        let saysMore = observation.limitKmh != nil || observation.further != nil
        let isNameless = observation.names.isSilent
        for row in scratch.pieces.indices {
            let piece = scratch.pieces[row].piece
            var common = priors.factor(ofPiece: piece)
            if !isNameless {
                common *= nameFactor(observation.names, columns.pieceLabel[piece], &scratch.names)
            }
            if saysMore { common *= exp(statedTerms(piece, row, observation, &scratch).sum) }
            let way = lines.way(Int(piece))
            let forward = lines.forward(Int(piece))
            if forward != CompiledNetwork.none {
                let weight =
                    scratch.pieces[row].forward.headed * common
                    * priors.factor(ofSegment: forward, isHeaded: isHeaded)
                total += append(row, forward, isForward: true, way, weight, &scratch.directions)
            }
            let backward = lines.backward(Int(piece))
            if backward != CompiledNetwork.none {
                let weight =
                    scratch.pieces[row].backward.headed * common
                    * priors.factor(ofSegment: backward, isHeaded: isHeaded)
                total += append(row, backward, isForward: false, way, weight, &scratch.directions)
            }
        }
        for i in scratch.directions.indices {
            let probability = scratch.directions[i].probability / total
            scratch.directions[i].probability = probability
            scratch.pieces[scratch.directions[i].piece].probability += probability
        }
    }

    @inline(__always)
    private func append(
        _ row: Int,
        _ segment: UInt32,
        isForward: Bool,
        _ way: Int64,
        _ weight: Double,
        _ directions: inout [DirectionEvidence]
    ) -> Double {
        let sharpened =
            parameters.temperature == 1 ? weight : pow(weight, 1 / parameters.temperature)
        directions.append(
            DirectionEvidence(
                piece: row,
                segment: segment,
                isForward: isForward,
                way: way,
                weight: weight,
                probability: sharpened
            )
        )
        return sharpened
    }
}

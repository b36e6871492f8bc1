import RoadAnalysis
import RoadModel
import RoadNetwork

/// Turns the network's road chains into what the analysis cuts sections from.
enum RoadSections {
    static func chains(of network: CompiledNetwork) -> [AnalysisChain] {
        RoadChains.build(network).chains.map { chain in
            AnalysisChain(
                label: chain.label,
                parts: chain.parts.map { part in
                    AnalysisChainPart(
                        part: HotspotPart(
                            segment: part.segment,
                            from: Metres(0),
                            to: part.length
                        ),
                        startChainage: part.start
                    )
                }
            )
        }
    }
}

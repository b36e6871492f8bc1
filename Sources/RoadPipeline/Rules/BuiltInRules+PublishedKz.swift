extension BuiltInRules {
    /// The text of `GeoData/rules/published-kz.csv`, written by `Tools/generate-rules`.
    static let publishedKz = #"""
        id,scope,from,to,measure,value,value_before,percent,status,source,note
        y2010-killed,KZ,2010-01-01,2010-12-31,killed,2797,,,derived,"Road Police Committee o\#
        f the MIA on 2011 (kz.everywherenews.net)","Worked back from 2011 and -3.2 %: 2795 t\#
        o 2798"
        y2011-killed,KZ,2011-01-01,2011-12-31,killed,2707,,-3.2,published,"Road Police Commi\#
        ttee of the MIA (kz.everywherenews.net)",
        y2011-crashes,KZ,2011-01-01,2011-12-31,crashes,12019,,,published,"Road Police Commit\#
        tee of the MIA (kz.everywherenews.net)",
        y2013-killed,KZ,2013-01-01,2013-12-31,killed,3037,,,published,"kolesa.kz, review of \#
        the year 2013",
        y2013-crashes,KZ,2013-01-01,2013-12-31,crashes,21500,,65,rounded,"kolesa.kz, review \#
        of the year 2013","More than 21 500; the jump suggests another way of recording"
        y2014-killed,KZ,2014-01-01,2014-12-31,killed,2585,,,published,"CLSSA (locman.kz)",
        y2014-crashes,KZ,2014-01-01,2014-12-31,crashes,20378,,,published,"CLSSA (locman.kz)"\#
        ,
        y2015-crashes,KZ,2015-01-01,2015-12-31,crashes,18890,,,published,"MIA (tengrinews.kz\#
        )",
        y2016-crashes,KZ,2016-01-01,2016-12-31,crashes,17974,,,published,"MIA (tengrinews.kz\#
        )",
        y2017-crashes,KZ,2017-01-01,2017-12-31,crashes,17019,,,published,"MIA (tengrinews.kz\#
        )",
        y2018-crashes,KZ,2018-01-01,2018-12-31,crashes,15821,,,published,"MIA (tengrinews.kz\#
        )",
        y2020-killed,KZ,2020-01-01,2020-12-31,killed,1997,,,published,"Prime Minister's offi\#
        ce (kt.kz)",Year of the quarantine
        y2020-crashes,KZ,2020-01-01,2020-12-31,crashes,13515,,,published,"Prime Minister's o\#
        ffice (kt.kz)",
        y2022-killed,KZ,2022-01-01,2022-12-31,killed,2425,,,published,"First Deputy Prime Mi\#
        nister (ustinka.kz)",
        y2022-crashes,KZ,2022-01-01,2022-12-31,crashes,14000,,,rounded,"First Deputy Prime M\#
        inister (ustinka.kz)",More than 14 thousand
        y2023-killed,KZ,2023-01-01,2023-12-31,killed,2543,,,derived,"CLSSA on 2024 (yk.kz)",\#
        Worked back from 2024 and +1.4 %
        y2023-crashes,KZ,2023-01-01,2023-12-31,crashes,15886,,,derived,"CLSSA on 2024 (yk.kz\#
        )",Worked back from 2024 and +98.9 %
        y2023-injured,KZ,2023-01-01,2023-12-31,injured,19556,,,derived,"CLSSA on 2024 (yk.kz\#
        )",Worked back from 2024 and +109 %
        y2024-killed,KZ,2024-01-01,2024-12-31,killed,2579,,1.4,published,"CLSSA (yk.kz)",
        y2024-crashes,KZ,2024-01-01,2024-12-31,crashes,31597,,98.9,published,"CLSSA (yk.kz)"\#
        ,From 2024 every crash with a medical visit is counted
        y2024-injured,KZ,2024-01-01,2024-12-31,injured,40873,,109,published,"CLSSA (yk.kz)",
        y2025-killed,KZ,2025-01-01,2025-12-31,killed,,2579,-10,claim,"Board of the MIA on 20\#
        25 (01info.kz)","No count was found; -10 % of 2579 is 2321, and 2309 to 2334 if roun\#
        ded to a whole percent"
        y2025-crashes,KZ,2025-01-01,2025-12-31,crashes,36100,,14.4,rounded,"PKB Data Hub (ba\#
        q.kz 2026-02-23)",24 % of them are not on the special register
        h1-2017-killed,KZ,2017-01-01,2017-06-30,killed,738,,-20.5,published,"kursiv.kz, July\#
         2017",Before the drones; implies about 928 in the first half of 2016
        h1-2020-killed,KZ,2020-01-01,2020-06-30,killed,712,,,published,"kazlenta.kz, 2020",Q\#
        uarantine
        h1-2022-killed,KZ,2022-01-01,2022-06-30,killed,947,,,published,"otyrar.kz, July 2022\#
        ",
        h1-2023-killed,KZ,2023-01-01,2023-06-30,killed,916,,,published,"bizmedia.kz, August \#
        2023",
        h1-2025-killed,KZ,2025-01-01,2025-06-30,killed,955,,,published,"Prosecutor General's\#
         press service (informburo)",
        h1-2025-republican-killed,KZ republican roads,2025-01-01,2025-06-30,killed,355,,,pub\#
        lished,"Prosecutor General's press service (informburo)",355 of the 955 killed
        m8-2025-mia,KZ,2025-01-01,2025-08-27,killed,1366,1480,-8,published,"MIA, briefing of\#
         2025-08-27 (qazinform.com)",The end of the period is assumed to be the day of the b\#
        riefing
        m8-2025-clssa,KZ,2025-01-01,2025-08-31,killed,1446,,,published,"CLSSA (baq.kz 2025-0\#
        9-12)",
        m9-2022-killed,KZ,2022-01-01,2022-09-30,killed,1715,,21,published,"inform.kz, 2022",\#
        457 women and 1258 men
        d326-2025-killed,KZ,2025-01-01,2025-11-22,killed,2039,,,published,"lada.kz 146440",1\#
        588 fatal crashes by 23 November (zakon.kz 6499057)
        d327-2025-fatal,KZ,2025-01-01,2025-11-23,fatal_crashes,1588,,,published,"zakon.kz 64\#
        99057",
        m8-2025-abai-killed,Abai,2025-01-01,2025-08-31,killed,42,50,-16.4,published,"inform.\#
        kz 2025-09-15",The counts give -16.0 %
        m8-2025-abai-crashes,Abai,2025-01-01,2025-08-31,crashes,637,668,-4.6,published,"info\#
        rm.kz 2025-09-15","428 called 79 %, 202 called 37 %, 178 called 33 %: a base near 54\#
        2"
        abai-part-1,Abai,2025-01-01,2025-08-31,share,428,,79,published,"inform.kz 2025-09-15\#
        ",Crashes inside settlements as a share of 637
        abai-part-2,Abai,2025-01-01,2025-08-31,share,202,,37,published,"inform.kz 2025-09-15\#
        ",Collisions as a share of 637
        abai-part-3,Abai,2025-01-01,2025-08-31,share,178,,33,published,"inform.kz 2025-09-15\#
        ",Pedestrians as a share of 637
        highways-8-2025,8 sections of republican roads,2025-01-01,2025-09-15,killed,,,-11,cl\#
        aim,"Government (kt.kz 2025)","Average-speed control on almost 1 900 km; no counts w\#
        ere published; 3 600 violations found from drones"
        drones-2025,KZ,2025-01-01,2025-11-17,violations,6000,,,rounded,"MIA 2025-11-17 (zako\#
        n.kz)",More than 6 000 violations found from drones
        cameras-2025,KZ,2025-01-01,2025-12-31,cameras,27800,,,rounded,"inform.kz 2026-01-12"\#
        ,About 27.8 thousand automatic cameras

        """#
}

/// The page's own scripts: language, sorting, and the live map.
enum PageScript {
    /// Language switch, sortable tables, and open details in print.
    static let common = """
        'use strict';
        (function(){
        var root=document.documentElement,codes=['kk','ru','en'];
        var buttons=[].slice.call(document.querySelectorAll('button[data-lang]'));
        function show(code){
          root.lang=code;
          buttons.forEach(function(b){
            var on=b.dataset.lang===code;
            b.setAttribute('aria-pressed',String(on));
            if(on){document.title=b.dataset.title;}
          });
          document.dispatchEvent(new CustomEvent('language'));
        }
        function asked(){
          var q=/[?&]lang=(kk|ru|en)\\b/.exec(location.search);
          var h=/[#&]lang=(kk|ru|en)\\b/.exec(location.hash);
          return q?q[1]:h?h[1]:codes.indexOf(root.lang)<0?'ru':root.lang;
        }
        buttons.forEach(function(b){
          b.addEventListener('click',function(){show(b.dataset.lang);});
        });
        window.addEventListener('hashchange',function(){
          if(/lang=/.test(location.hash)){show(asked());}
        });
        show(asked());
        document.addEventListener('click',function(event){
          var b=event.target.closest?event.target.closest('button.sort'):null;
          if(!b){return;}
          var th=b.closest('th'),body=b.closest('table').tBodies[0];
          var at=th.cellIndex,down=th.getAttribute('aria-sort')==='ascending';
          [].forEach.call(th.parentNode.cells,function(c){c.removeAttribute('aria-sort');});
          th.setAttribute('aria-sort',down?'descending':'ascending');
          function key(row){
            var cell=row.cells[at];
            if(cell.dataset.v!==undefined){return Number(cell.dataset.v);}
            var text=cell.textContent.trim();
            return th.classList.contains('n')&&text!==''&&!isNaN(text)?Number(text):text;
          }
          [].slice.call(body.rows).map(function(row,i){return [key(row),i,row];})
            .sort(function(a,b){
              var c=typeof a[0]==='number'&&typeof b[0]==='number'?a[0]-b[0]
                :String(a[0]).localeCompare(String(b[0]),root.lang);
              return (down?-c:c)||a[1]-b[1];
            }).forEach(function(entry){body.appendChild(entry[2]);});
        });
        var closed=[];
        window.addEventListener('beforeprint',function(){
          closed=[].slice.call(document.querySelectorAll('details:not([open])'));
          closed.forEach(function(d){d.open=true;});
        });
        window.addEventListener('afterprint',function(){
          closed.forEach(function(d){d.open=false;});
        });
        })();
        """

    /// The live map: network lines on plain ground, hotspots, complexes and tracks.
    static let map = """
        'use strict';
        (function(){
        var box=document.getElementById('map');
        var source=document.getElementById('map-lines');
        if(!box||!source||!window.L){return;}
        var lines=JSON.parse(source.textContent);
        if(!lines.box){return;}
        var letters='ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
        var value={};
        for(var i=0;i<64;i++){value[letters[i]]=i;}
        function decode(text){
          var at=0,x=0,y=0,all=[];
          function next(){
            var sum=0,factor=1,group;
            do{group=value[text[at++]];sum+=(group&31)*factor;factor*=32;}while(group>31);
            return sum%2?-(sum+1)/2:sum/2;
          }
          while(at<text.length){
            var n=next(),line=[];
            for(var k=0;k<n;k++){x+=next();y+=next();line.push([y/1e5,x/1e5]);}
            all.push(line);
          }
          return all;
        }
        var dark=window.matchMedia('(prefers-color-scheme: dark)');
        function colour(name){
          return getComputedStyle(document.documentElement).getPropertyValue('--'+name).trim();
        }
        document.documentElement.classList.add('live');
        var map=L.map(box,{preferCanvas:true,attributionControl:false,zoomControl:false,
          scrollWheelZoom:false,zoomSnap:0.5,minZoom:3,maxZoom:18,
          renderer:L.canvas({padding:0.3,tolerance:6})});
        L.control.zoom({zoomInTitle:'+',zoomOutTitle:'−'}).addTo(map);
        L.control.scale({imperial:false}).addTo(map);
        map.on('focus click',function(){map.scrollWheelZoom.enable();});
        box.addEventListener('mouseleave',function(){map.scrollWheelZoom.disable();});
        var kinds={motorway:['road-a',3],trunk:['road-a',2.6],primary:['road-b',2.2],
          secondary:['road-b',1.8],tertiary:['road-c',1.5]};
        var painted=[];
        function paint(layer,name){painted.push([layer,name]);return layer;}
        lines.roads.slice().reverse().forEach(function(road){
          var kind=kinds[road.c]||['road-c',1];
          paint(L.polyline(decode(road.d),{color:colour(kind[0]),weight:kind[1],
            interactive:false,smoothFactor:1.2}),kind[0]).addTo(map);
        });
        var tracks=L.layerGroup(),sites=L.layerGroup(),units={section:L.layerGroup(),
          segment:L.layerGroup()},spots={};
        decode(lines.tracks).forEach(function(line){
          paint(L.polyline(line,{color:colour('track'),weight:2.4,dashArray:'7 5',
            interactive:false}),'track').addTo(tracks);
        });
        function language(){return document.documentElement.lang;}
        function visible(node){return node.closest('.l-'+language());}
        function element(tag,text){
          var e=document.createElement(tag);e.textContent=text;return e;
        }
        function rows(id){
          return [].filter.call(document.querySelectorAll('tr[data-spot]'),function(row){
            return row.dataset.spot===id;});
        }
        function card(id){
          var row=rows(id).filter(visible)[0],frame=document.createElement('div');
          if(!row){return frame;}
          var heads=row.closest('table').tHead.rows[0].cells,list=document.createElement('dl');
          [].forEach.call(row.cells,function(cell,i){
            list.appendChild(element('dt',heads[i].textContent));
            list.appendChild(element('dd',cell.textContent.trim()));
          });
          frame.appendChild(list);
          return frame;
        }
        function mark(id){
          [].forEach.call(document.querySelectorAll('tr.chosen'),function(row){
            row.classList.remove('chosen');});
          rows(id).forEach(function(row){row.classList.add('chosen');});
        }
        lines.spots.slice().reverse().forEach(function(spot){
          var name=spot.h?'high':'spot';
          var line=paint(L.polyline(decode(spot.d),{color:colour(name),weight:spot.h?8:6,
            opacity:0.95,lineCap:'round'}),name);
          line.bindPopup(function(){mark(spot.id);return card(spot.id);},{maxWidth:300});
          line.addTo(units[spot.u]);
          spots[spot.u+' '+spot.id]=line;
        });
        var words={kk:['өту','бұзушылық'],ru:['проезды','нарушения'],
          en:['passages','violations']};
        function grouped(text){
          var mark=language()==='en'?',':'\\u00a0';
          return String(text).replace(/\\u00a0/g,'').replace(/\\B(?=(\\d{3})+$)/g,mark);
        }
        lines.sites.forEach(function(site){
          paint(L.circleMarker([site.y,site.x],{radius:6,color:colour('ground'),weight:2,
            fillColor:colour('site'),fillOpacity:1}),'site').bindPopup(function(){
              var frame=element('div','');
              frame.appendChild(element('strong',site.n));
              var list=document.createElement('dl'),w=words[language()];
              list.appendChild(element('dt',w[0]));
              list.appendChild(element('dd',grouped(site.p)));
              list.appendChild(element('dt',w[1]));
              list.appendChild(element('dd',grouped(site.v)));
              frame.appendChild(list);
              return frame;
            }).addTo(sites);
        });
        var unit=lines.unit;
        function choose(name){
          unit=name;
          Object.keys(units).forEach(function(key){
            if(key===name){units[key].addTo(map);}else{map.removeLayer(units[key]);}
          });
          [].forEach.call(document.querySelectorAll('input[name=unit]'),function(input){
            input.checked=input.value===name;});
        }
        map.fitBounds([[lines.box[0],lines.box[1]],[lines.box[2],lines.box[3]]]);
        tracks.addTo(map);choose(unit);sites.addTo(map);
        document.addEventListener('change',function(event){
          var input=event.target;
          if(input.name==='unit'){map.closePopup();choose(input.value);}
          var group=input.name==='sites'?sites:input.name==='tracks'?tracks:null;
          if(group){if(input.checked){group.addTo(map);}else{map.removeLayer(group);}}
        });
        document.addEventListener('click',function(event){
          var b=event.target.closest?event.target.closest('button.go'):null;
          if(!b){return;}
          var id=b.closest('tr').dataset.spot;
          var at=spots['section '+id]?'section':'segment',line=spots[at+' '+id];
          if(!line||!line.getBounds().isValid()){return;}
          if(unit!==at){choose(at);}
          box.scrollIntoView({block:'center'});
          map.fitBounds(line.getBounds(),{maxZoom:15,padding:[60,60],animate:false});
          line.openPopup();
        });
        document.addEventListener('language',function(){map.closePopup();});
        function recolour(){
          painted.forEach(function(entry){
            entry[0].setStyle(entry[1]==='site'?{fillColor:colour('site'),
              color:colour('ground')}:{color:colour(entry[1])});
          });
        }
        if(dark.addEventListener){dark.addEventListener('change',recolour);}
        })();
        """
}

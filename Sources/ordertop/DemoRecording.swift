/// The recording that `ordertop demo` plays: four minutes of a warehouse, made up. It shows every event and error of the
/// protocol, a replay, a hole in history, a maintenance, and what a client has to put up with besides.
enum DemoRecording {
  /// As text in the format of `Recording`.
  static let text: StaticString = #"""
    : ordertop recording 1
    : started 2024-07-15T14:29:00Z
    : +0
    id: 48101
    event: connected
    data: {"streamId":"live-7f3a9c","timestamp":"2024-07-15T14:29:00Z","filters":{"since":"2024-07-15T13:29:00Z"}}

    : +0.02
    id: 48102
    event: order-created
    data: {"orderId":"order-10463","customerId":"cust-1201","status":"CREATED","items":[{"itemId":"item-30213","name":"Rolling pin, beech","quantity":1,"price":16.75},{"itemId":"item-30217","name":"Tea towel, striped","quantity":6,"price":8.50},{"itemId":"item-30218","name":"Pepper mill","quantity":2,"price":36.00}],"total":139.75,"itemCount":9,"timestamp":"2024-07-15T13:31:00Z"}

    id: 48103
    event: order-submitted
    data: {"orderId":"order-10463","status":"PENDING","submittedAt":"2024-07-15T13:31:50Z"}

    id: 48104
    event: order-created
    data: {"orderId":"order-10466","customerId":"cust-1658","status":"CREATED","items":[{"itemId":"item-30222","name":"Notebook A5, dotted","quantity":1,"price":12.80},{"itemId":"item-30224","name":"Burr grinder","quantity":1,"price":129.00}],"total":141.80,"itemCount":2,"timestamp":"2024-07-15T13:32:30Z"}

    id: 48105
    event: order-submitted
    data: {"orderId":"order-10466","status":"PENDING","submittedAt":"2024-07-15T13:34:00Z"}

    id: 48106
    event: order-created
    data: {"orderId":"order-10469","customerId":"cust-1790","status":"CREATED","items":[{"itemId":"item-30225","name":"Secateurs","quantity":1,"price":33.30}],"total":33.30,"itemCount":1,"timestamp":"2024-07-15T13:34:00Z"}

    id: 48107
    event: order-submitted
    data: {"orderId":"order-10469","status":"PENDING","submittedAt":"2024-07-15T13:35:20Z"}

    : +0.02
    id: 48108
    event: order-created
    data: {"orderId":"order-10470","customerId":"cust-1533","status":"CREATED","items":[{"itemId":"item-30227","name":"Head torch 400 lm","quantity":3,"price":39.99},{"itemId":"item-30230","name":"Head torch 400 lm","quantity":2,"price":39.99},{"itemId":"item-30233","name":"Cast iron pan 28 cm","quantity":6,"price":48.95},{"itemId":"item-30237","name":"Hiking socks, pair","quantity":1,"price":15.50}],"total":509.15,"itemCount":12,"timestamp":"2024-07-15T13:37:00Z","priority":"express"}

    id: 48109
    event: order-submitted
    data: {"orderId":"order-10470","status":"PENDING","submittedAt":"2024-07-15T13:38:00Z"}

    id: 48110
    event: order-created
    data: {"orderId":"order-10471","customerId":"cust-1790","status":"CREATED","items":[{"itemId":"item-30238","name":"Pepper mill","quantity":4,"price":36.00},{"itemId":"item-30241","name":"Camping stove","quantity":4,"price":58.40}],"total":377.60,"itemCount":8,"timestamp":"2024-07-15T13:40:00Z"}

    id: 48111
    event: order-updated
    data: {"orderId":"order-10463","status":"PROCESSING","assignedTo":"warehouse-2","timestamp":"2024-07-15T13:40:40Z"}

    id: 48112
    event: order-submitted
    data: {"orderId":"order-10471","status":"PENDING","submittedAt":"2024-07-15T13:41:00Z"}

    id: 48113
    event: order-created
    data: {"orderId":"order-10474","customerId":"cust-1766","status":"CREATED","items":[{"itemId":"item-30242","name":"Walnut cutting board","quantity":2,"price":54.00},{"itemId":"item-30244","name":"Power bank 10 Ah","quantity":1,"price":31.90},{"itemId":"item-30248","name":"Maple syrup 250 ml","quantity":1,"price":9.80}],"total":149.70,"itemCount":4,"timestamp":"2024-07-15T13:42:00Z"}

    : +0.02
    id: 48114
    event: order-submitted
    data: {"orderId":"order-10474","status":"PENDING","submittedAt":"2024-07-15T13:42:50Z"}

    id: 48115
    event: order-created
    data: {"orderId":"order-10477","customerId":"cust-1103","status":"CREATED","items":[{"itemId":"item-30249","name":"Storage jar 1 l","quantity":4,"price":7.95}],"total":31.80,"itemCount":4,"timestamp":"2024-07-15T13:45:00Z"}

    id: 48116
    event: order-updated
    data: {"orderId":"order-10466","status":"PROCESSING","assignedTo":"warehouse-1","timestamp":"2024-07-15T13:45:20Z"}

    id: 48117
    event: order-updated
    data: {"orderId":"order-10469","status":"PROCESSING","assignedTo":"warehouse-1","timestamp":"2024-07-15T13:48:00Z"}

    id: 48118
    event: order-created
    data: {"orderId":"order-10479","customerId":"cust-1077","status":"CREATED","items":[{"itemId":"item-30250","name":"Tea towel, striped","quantity":1,"price":8.50},{"itemId":"item-30254","name":"Espresso beans 1 kg","quantity":4,"price":18.90},{"itemId":"item-30258","name":"Storage jar 1 l","quantity":6,"price":7.95},{"itemId":"item-30259","name":"Rain poncho","quantity":2,"price":29.95},{"itemId":"item-30260","name":"Plant pot, terracotta","quantity":1,"price":10.40}],"total":202.10,"itemCount":14,"timestamp":"2024-07-15T13:48:00Z"}

    id: 48119
    event: order-cancelled
    data: {"orderId":"order-10477","status":"CANCELLED","reason":"customer request","timestamp":"2024-07-15T13:48:48Z"}

    : +0.02
    id: 48120
    event: order-submitted
    data: {"orderId":"order-10479","status":"PENDING","submittedAt":"2024-07-15T13:49:00Z"}

    id: 48121
    event: order-updated
    data: {"orderId":"order-10470","status":"PROCESSING","assignedTo":"warehouse-3","timestamp":"2024-07-15T13:50:50Z"}

    id: 48122
    event: order-created
    data: {"orderId":"order-10482","customerId":"cust-1790","status":"CREATED","items":[{"itemId":"item-30261","name":"Watering can 5 l","quantity":1,"price":22.75},{"itemId":"item-30262","name":"Pour-over kettle","quantity":4,"price":64.50}],"total":280.75,"itemCount":5,"timestamp":"2024-07-15T13:52:00Z"}

    id: 48123
    event: order-submitted
    data: {"orderId":"order-10482","status":"PENDING","submittedAt":"2024-07-15T13:53:00Z"}

    id: 48124
    event: order-updated
    data: {"orderId":"order-10471","status":"PROCESSING","assignedTo":"warehouse-1","timestamp":"2024-07-15T13:56:00Z"}

    id: 48125
    event: order-created
    data: {"orderId":"order-10485","customerId":"cust-1349","status":"CREATED","items":[{"itemId":"item-30266","name":"Rain poncho","quantity":2,"price":29.95},{"itemId":"item-30270","name":"Desk lamp, brass","quantity":1,"price":79.00}],"total":138.90,"itemCount":3,"timestamp":"2024-07-15T13:56:00Z"}

    : +0.02
    id: 48126
    event: order-submitted
    data: {"orderId":"order-10485","status":"PENDING","submittedAt":"2024-07-15T13:57:40Z"}

    id: 48127
    event: order-updated
    data: {"orderId":"order-10474","status":"PROCESSING","assignedTo":"warehouse-2","timestamp":"2024-07-15T13:58:55Z"}

    id: 48128
    event: order-created
    data: {"orderId":"order-10486","customerId":"cust-1077","status":"CREATED","items":[{"itemId":"item-30272","name":"Enamel mug","quantity":4,"price":11.90},{"itemId":"item-30275","name":"Rain poncho","quantity":1,"price":29.95},{"itemId":"item-30277","name":"Olive oil 0.5 l","quantity":4,"price":13.90}],"total":133.15,"itemCount":9,"timestamp":"2024-07-15T14:00:00Z"}

    id: 48129
    event: order-submitted
    data: {"orderId":"order-10486","status":"PENDING","submittedAt":"2024-07-15T14:01:00Z"}

    id: 48130
    event: order-updated
    data: {"orderId":"order-10479","status":"PROCESSING","assignedTo":"warehouse-2","timestamp":"2024-07-15T14:01:30Z"}

    id: 48131
    event: order-created
    data: {"orderId":"order-10488","customerId":"cust-1766","status":"CREATED","items":[{"itemId":"item-30281","name":"Espresso beans 1 kg","quantity":2,"price":18.90}],"total":37.80,"itemCount":2,"timestamp":"2024-07-15T14:03:00Z"}

    : +0.02
    id: 48132
    event: order-submitted
    data: {"orderId":"order-10488","status":"PENDING","submittedAt":"2024-07-15T14:03:50Z"}

    id: 48133
    event: order-created
    data: {"orderId":"order-10489","customerId":"cust-1604","status":"CREATED","items":[{"itemId":"item-30282","name":"Espresso beans 1 kg","quantity":2,"price":18.90},{"itemId":"item-30284","name":"Head torch 400 lm","quantity":1,"price":39.99}],"total":77.79,"itemCount":3,"timestamp":"2024-07-15T14:05:00Z","giftWrap":true}

    id: 48134
    event: order-updated
    data: {"orderId":"order-10482","status":"PROCESSING","assignedTo":"warehouse-north","timestamp":"2024-07-15T14:07:00Z"}

    id: 48135
    event: order-submitted
    data: {"orderId":"order-10489","status":"PENDING","submittedAt":"2024-07-15T14:07:00Z"}

    id: 48136
    event: order-created
    data: {"orderId":"order-10490","customerId":"cust-1604","status":"CREATED","items":[{"itemId":"item-30285","name":"Power bank 10 Ah","quantity":6,"price":31.90},{"itemId":"item-30287","name":"Paper filters, 100","quantity":2,"price":6.49},{"itemId":"item-30288","name":"Desk lamp, brass","quantity":4,"price":79.00}],"total":520.38,"itemCount":12,"timestamp":"2024-07-15T14:09:30Z"}

    id: 48137
    event: order-updated
    data: {"orderId":"order-10485","status":"PROCESSING","assignedTo":"warehouse-3","timestamp":"2024-07-15T14:10:00Z"}

    : +0.02
    id: 48138
    event: order-created
    data: {"orderId":"order-10492","customerId":"cust-1288","status":"CREATED","items":[{"itemId":"item-30289","name":"Chef's knife 20 cm","quantity":6,"price":89.90}],"total":539.40,"itemCount":6,"timestamp":"2024-07-15T14:12:00Z"}

    id: 48139
    event: order-updated
    data: {"orderId":"order-10486","status":"PROCESSING","assignedTo":"warehouse-1","timestamp":"2024-07-15T14:14:30Z"}

    id: 48140
    event: order-created
    data: {"orderId":"order-10494","customerId":"cust-1103","status":"CREATED","items":[{"itemId":"item-30290","name":"Digital scale 5 kg","quantity":1,"price":27.99},{"itemId":"item-30294","name":"Sourdough starter kit","quantity":2,"price":21.00}],"total":69.99,"itemCount":3,"timestamp":"2024-07-15T14:15:00Z"}

    id: 48141
    event: order-submitted
    data: {"orderId":"order-10490","status":"PENDING","submittedAt":"2024-07-15T14:16:10Z"}

    id: 48142
    event: order-shipped
    data: {"orderId":"order-10469","status":"SHIPPED","trackingNumber":"01502374380943","carrier":"DPD","timestamp":"2024-07-15T14:16:30Z"}

    id: 48143
    event: order-updated
    data: {"orderId":"order-10488","status":"PROCESSING","assignedTo":"warehouse-north","timestamp":"2024-07-15T14:17:00Z"}

    : +0.02
    id: 48144
    event: order-created
    data: {"orderId":"order-10496","customerId":"cust-1164","status":"CREATED","items":[{"itemId":"item-30295","name":"Plant pot, terracotta","quantity":1,"price":10.40},{"itemId":"item-30298","name":"Cast iron pan 28 cm","quantity":4,"price":48.95},{"itemId":"item-30301","name":"Crème brûlée dishes, 4","quantity":1,"price":26.00},{"itemId":"item-30304","name":"Chef's knife 20 cm","quantity":3,"price":89.90}],"total":501.90,"itemCount":9,"timestamp":"2024-07-15T14:17:00Z"}

    id: 48145
    event: order-submitted
    data: {"orderId":"order-10492","status":"PENDING","submittedAt":"2024-07-15T14:19:20Z"}

    id: 48146
    event: order-created
    data: {"orderId":"order-10499","customerId":"cust-1103","status":"CREATED","items":[{"itemId":"item-30305","name":"Rolling pin, beech","quantity":3,"price":16.75},{"itemId":"item-30308","name":"Storage jar 1 l","quantity":1,"price":7.95}],"total":58.20,"itemCount":4,"timestamp":"2024-07-15T14:19:30Z"}

    id: 48147
    event: order-submitted
    data: {"orderId":"order-10494","status":"PENDING","submittedAt":"2024-07-15T14:19:50Z"}

    id: 48148
    event: order-updated
    data: {"orderId":"order-10482","status":"ON_HOLD","reason":"payment under review","timestamp":"2024-07-15T14:20:00Z"}

    id: 48149
    event: order-created
    data: {"orderId":"order-10502","customerId":"cust-1571","status":"CREATED","items":[{"itemId":"item-30311","name":"Fountain pen, fine","quantity":6,"price":45.00}],"total":270.00,"itemCount":6,"timestamp":"2024-07-15T14:21:00Z"}

    : +0.02
    id: 48150
    event: order-submitted
    data: {"orderId":"order-10496","status":"PENDING","submittedAt":"2024-07-15T14:21:40Z"}

    id: 48151
    event: order-updated
    data: {"orderId":"order-10489","status":"PROCESSING","assignedTo":"warehouse-2","timestamp":"2024-07-15T14:21:55Z"}

    id: 48152
    event: order-shipped
    data: {"orderId":"order-10474","status":"SHIPPED","trackingNumber":"00340431491306333597","carrier":"DHL","timestamp":"2024-07-15T14:22:20Z"}

    id: 48153
    event: order-created
    data: {"orderId":"order-10505","customerId":"cust-1201","status":"CREATED","items":[{"itemId":"item-30315","name":"Head torch 400 lm","quantity":1,"price":39.99},{"itemId":"item-30318","name":"Walnut cutting board","quantity":3,"price":54.00}],"total":201.99,"itemCount":4,"timestamp":"2024-07-15T14:22:40Z"}

    id: 48154
    event: order-created
    data: {"orderId":"order-10508","customerId":"cust-1690","status":"CREATED","items":[{"itemId":"item-30322","name":"Hiking socks, pair","quantity":1,"price":15.50}],"total":15.50,"itemCount":1,"timestamp":"2024-07-15T14:24:45Z"}

    id: 48155
    event: order-submitted
    data: {"orderId":"order-10499","status":"PENDING","submittedAt":"2024-07-15T14:24:55Z"}

    : +0.02
    id: 48156
    event: order-created
    data: {"orderId":"order-10509","customerId":"cust-1118","status":"CREATED","items":[{"itemId":"item-30326","name":"Paper filters, 100","quantity":1,"price":6.49},{"itemId":"item-30327","name":"Plant pot, terracotta","quantity":2,"price":10.40}],"total":27.29,"itemCount":3,"timestamp":"2024-07-15T14:25:50Z"}

    id: 48157
    event: order-submitted
    data: {"orderId":"order-10502","status":"PENDING","submittedAt":"2024-07-15T14:26:30Z"}

    id: 48158
    event: order-created
    data: {"orderId":"order-10510","customerId":"cust-1042","status":"CREATED","items":[{"itemId":"item-30328","name":"Burr grinder","quantity":2,"price":129.00},{"itemId":"item-30332","name":"USB-C cable 2 m","quantity":3,"price":12.99},{"itemId":"item-30333","name":"Pour-over kettle","quantity":1,"price":64.50}],"total":361.47,"itemCount":6,"timestamp":"2024-07-15T14:27:40Z"}

    id: 48159
    event: order-created
    data: {"orderId":"order-10512","customerId":"cust-1604","status":"CREATED","items":[{"itemId":"item-30334","name":"Hiking socks, pair","quantity":1,"price":15.50}],"total":15.50,"itemCount":1,"timestamp":"2024-07-15T14:28:35Z"}

    : +1.2
    id: 48160
    event: order-created
    data: {"orderId":"order-10515","customerId":"cust-1766","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:29:01.350Z"}

    : +0.84
    id: 48161
    event: order-item-added
    data: {"orderId":"order-10515","itemId":"item-30343","name":"Pour-over kettle","quantity":1,"price":64.50}

    : +0.71
    id: 48162
    event: order-updated
    data: {"orderId":"order-10515","total":64.50,"itemCount":1}

    : +1.65
    id: 48163
    event: order-item-added
    data: {"orderId":"order-10505","itemId":"item-30335","name":"Hiking socks, pair","quantity":1,"price":15.50}

    : +0.8
    id: 48164
    event: order-updated
    data: {"orderId":"order-10505","total":217.49,"itemCount":5}

    : +1.09
    id: 48165
    event: order-submitted
    data: {"orderId":"order-10515","status":"PENDING","submittedAt":"2024-07-15T14:29:06.412Z"}

    : +0.22
    id: 48166
    event: order-created
    data: {"orderId":"order-10518","customerId":"cust-1250","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:29:06.437Z"}

    : +0.44
    id: 48167
    event: order-item-added
    data: {"orderId":"order-10518","itemId":"item-30344","name":"Cast iron pan 28 cm","quantity":1,"price":48.95}

    : +0.35
    id: 48168
    event: order-updated
    data: {"orderId":"order-10518","total":48.95,"itemCount":1}

    : +1.3
    id: 48169
    event: order-updated
    data: {"orderId":"order-10490","status":"PROCESSING","assignedTo":"warehouse-1","timestamp":"2024-07-15T14:29:08.760Z"}

    : +2.4
    id: 48170
    event: order-created
    data: {"orderId":"order-10521","customerId":"cust-1533","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:29:11.110Z"}

    : +1.23
    id: 48171
    event: order-submitted
    data: {"orderId":"order-10518","status":"PENDING","submittedAt":"2024-07-15T14:29:12.352Z"}

    : +0.22
    id: 48172
    event: order-item-added
    data: {"orderId":"order-10521","itemId":"item-30346","name":"Crème brûlée dishes, 4","quantity":6,"price":26.00}

    : +0.68
    id: 48173
    event: order-item-added
    data: {"orderId":"order-10521","itemId":"item-30350","name":"Käsemesser","quantity":4,"price":19.90}

    : +0.55
    id: 48174
    event: order-item-added
    data: {"orderId":"order-10521","itemId":"item-30351","name":"Pepper mill","quantity":1,"price":36.00}

    : +0.39
    id: 48175
    event: order-updated
    data: {"orderId":"order-10521","total":271.60,"itemCount":11}

    : +0.73
    id: 48176
    event: heartbeat
    data: {"timestamp":"2024-07-15T14:29:14.960Z","connectionAge":"PT15S"}

    : +2.6
    id: 48177
    event: order-submitted
    data: {"orderId":"order-10505","status":"PENDING","submittedAt":"2024-07-15T14:29:17.543Z"}

    : +1.5
    id: 48178
    event: error
    data: {"code":"SUBSCRIPTION_ERROR","message":"Filter criteria invalid","recoverable":true}

    : +1.36
    id: 48179
    event: order-submitted
    data: {"orderId":"order-10521","status":"PENDING","submittedAt":"2024-07-15T14:29:20.415Z"}

    : +0.34
    id: 48180
    event: order-created
    data: {"orderId":"order-10522","customerId":"cust-1288","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:29:20.726Z","priority":"express"}

    : +1.4
    id: 48181
    event: order-item-added
    data: {"orderId":"order-10522","itemId":"item-30356","name":"Power bank 10 Ah","quantity":6,"price":31.90}

    : +1.36
    id: 48182
    event: order-item-added
    data: {"orderId":"order-10522","itemId":"item-30359","name":"Dry bag 20 l","quantity":6,"price":24.90}

    : +0.22
    id: 48183
    event: order-submitted
    data: {"orderId":"order-10510","status":"PENDING","submittedAt":"2024-07-15T14:29:23.663Z"}

    : +0.41
    id: 48184
    event: order-item-removed
    data: {"orderId":"order-10522","itemId":"item-30356"}

    : +0.61
    id: 48185
    event: order-updated
    data: {"orderId":"order-10522","total":149.40,"itemCount":6}

    : +0.41
    id: 48186
    event: order-item-added
    data: {"orderId":"order-10521","itemId":"item-30355","name":"Bicycle bell","quantity":6,"price":14.90}

    : +0.9
    id: 48187
    event: order-updated
    data: {"orderId":"order-10521","total":361.00,"itemCount":17}

    : +0.69
    id: 48188
    event: order-item-added
    data: {"orderId":"order-10471","itemId":"item-30337","name":"Wool blanket","quantity":2,"price":99.50}

    : +1.4
    id: 48189
    event: order-updated
    data: {"orderId":"order-10471","total":576.60,"itemCount":10}

    : +1.34
    id: 48190
    event: order-updated
    data: {"orderId":"order-10518","status":"PROCESSING","assignedTo":"warehouse-2","timestamp":"2024-07-15T14:29:29.495Z"}

    : +0.22
    id: 48191
    event: order-created
    data: {"orderId":"order-10525","customerId":"cust-1077","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:29:29.663Z"}

    : +0.22
    id: 48192
    event: order-submitted
    data: {"orderId":"order-10522","status":"PENDING","submittedAt":"2024-07-15T14:29:29.692Z"}

    : +0.02
    id: 48193
    event: heartbeat
    data: {"timestamp":"2024-07-15T14:29:29.960Z","connectionAge":"PT30S"}

    : +0.66
    id: 48194
    event: order-item-added
    data: {"orderId":"order-10525","itemId":"item-30363","name":"Cast iron pan 28 cm","quantity":2,"price":48.95}

    : +0.42
    id: 48195
    event: order-updated
    data: {"orderId":"order-10525","total":97.90,"itemCount":2}

    : +3.82
    id: 48196
    event: order-item-added
    data: {"orderId":"order-10512","itemId":"item-30338","name":"USB-C cable 2 m","quantity":2,"price":12.99}

    : +1.1
    id: 48197
    event: order-item-added
    data: {"orderId":"order-10512","itemId":"item-30339","name":"Olive oil 0.5 l","quantity":1,"price":13.90}

    : +0.4
    id: 48198
    event: order-shipped
    data: {"orderId":"order-10463","status":"SHIPPED","trackingNumber":"722861238930","carrier":"FedEx","timestamp":"2024-07-15T14:29:36.317Z"}

    : +0.23
    id: 48199
    event: order-updated
    data: {"orderId":"order-10515","status":"PROCESSING","assignedTo":"warehouse-2","timestamp":"2024-07-15T14:29:36.569Z"}

    : +0.77
    id: 48200
    event: order-item-removed
    data: {"orderId":"order-10512","itemId":"item-30339"}

    : +0.5
    id: 48201
    event: order-updated
    data: {"orderId":"order-10512","total":41.48,"itemCount":3}

    : +1.3
    id: 48202
    event: order-submitted
    data: {"orderId":"order-10512","status":"PENDING","submittedAt":"2024-07-15T14:29:39.151Z"}

    : +1.8
    id: 48203
    event: order-created
    data: {"orderId":"order-10527","customerId":"cust-1604","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:29:40.943Z"}

    : +1.01
    id: 48204
    event: order-item-added
    data: {"orderId":"order-10527","itemId":"item-30365","name":"Crème brûlée dishes, 4","quantity":2,"price":26.00}

    : +0.29
    id: 48205
    event: inventory-low
    data: {"sku":"espresso-1kg","warehouse":"warehouse-2","left":14}

    : +0.99
    id: 48206
    event: order-item-added
    data: {"orderId":"order-10527","itemId":"item-30368","name":"Storage jar 1 l","quantity":2,"price":7.95}

    : +1.21
    id: 48207
    event: order-created
    data: {"orderId":"order-10528","customerId":"cust-1349","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:29:44.452Z"}

    : +0.25
    id: 48208
    event: order-item-removed
    data: {"orderId":"order-10527","itemId":"item-30368"}

    : +0.25
    id: 48209
    event: heartbeat
    data: {"timestamp":"2024-07-15T14:29:44.960Z","connectionAge":"PT45S"}

    : +0.05
    id: 48210
    event: order-updated
    data: {"orderId":"order-10527","total":52.00,"itemCount":2}

    : +0.22
    id: 48211
    event: order-item-added
    data: {"orderId":"order-10528","itemId":"item-30372","name":"Storage jar 1 l","quantity":2,"price":7.95}

    : +0.78
    id: 48212
    event: order-item-added
    data: {"orderId":"order-10528","itemId":"item-30374","name":"USB-C cable 2 m","quantity":4,"price":12.99}

    : +1.05
    id: 48213
    event: order-cancelled
    data: {"orderId":"order-10479","status":"CANCELLED","reason":"damaged in warehouse","timestamp":"2024-07-15T14:29:47.032Z"}

    : +0.22
    id: 48214
    event: order-item-removed
    data: {"orderId":"order-10528","itemId":"item-30374"}

    : +0.82
    id: 48215
    event: order-updated
    data: {"orderId":"order-10528","total":15.90,"itemCount":2}

    : +2.6
    id: 48216
    event: order-updated
    data: {"orderId":"order-10521","status":"PROCESSING","assignedTo":"warehouse-3","timestamp":"2024-07-15T14:29:50.649Z"}

    : +1.66
    id: 48217
    event: order-created
    data: {"orderId":"order-10531","customerId":"cust-1466","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:29:52.316Z"}

    : +0.22
    id: 48218
    event: order-submitted
    data: {"orderId":"order-10528","status":"PENDING","submittedAt":"2024-07-15T14:29:52.451Z"}

    : +0.43
    id: 48219
    event: order-item-added
    data: {"orderId":"order-10531","itemId":"item-30377","name":"Paper filters, 100","quantity":4,"price":6.49}

    : +0.41
    id: 48220
    event: order-updated
    data: {"orderId":"order-10531","total":25.96,"itemCount":4}

    : +0.72
    id: 48221
    event: order-shipped
    data: {"orderId":"order-10518","status":"SHIPPED","trackingNumber":"788126439053","carrier":"FedEx","timestamp":"2024-07-15T14:29:54.111Z"}

    : +0.66
    id: 48222
    event: order-submitted
    data: {"orderId":"order-10527","status":"PENDING","submittedAt":"2024-07-15T14:29:54.790Z"}

    : +0.76
    id: 48223
    event: order-shipped
    data: {"orderId":"order-10470","status":"SHIPPED","trackingNumber":"00340433759762145029","carrier":"DHL","timestamp":"2024-07-15T14:29:55.513Z"}

    : +2.52
    id: 48224
    event: order-updated
    data: {"orderId":"order-10522","status":"PROCESSING","assignedTo":"warehouse-3","timestamp":"2024-07-15T14:29:58.055Z"}

    : +1.59
    id: 48225
    event: order-shipped
    data: {"orderId":"order-10515","status":"SHIPPED","trackingNumber":"00340438421027342308","carrier":"DHL","timestamp":"2024-07-15T14:29:59.652Z"}

    : +0.29
    id: 48226
    event: heartbeat
    data: {"timestamp":"2024-07-15T14:29:59.960Z","connectionAge":"PT1M"}

    : +0.3
    id: 48227
    event: order-updated
    data: {"orderId":"order-10510","status":"PROCESSING","assignedTo":"warehouse-3","timestamp":"2024-07-15T14:30:00.213Z"}

    : +1.7
    id: 48228
    event: order-created
    data: {"orderId":"order-10532","customerId":"cust-1077","status":"CREATED","items":[],"total
    : lost connection reset by peer
    : +2.8
    id: 48227
    event: replay-start
    data: {"missedEvents":4,"replayingFrom":"48227"}

    : +0.25
    id: 48228
    event: order-created
    data: {"orderId":"order-10532","customerId":"cust-1077","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:30:02.234Z"}

    : +0.2
    id: 48229
    event: order-cancelled
    data: {"orderId":"order-10531","status":"CANCELLED","reason":"ordered twice","timestamp":"2024-07-15T14:30:02.404Z"}

    : +0.2
    id: 48230
    event: order-updated
    data: {"orderId":"order-10492","status":"PROCESSING","assignedTo":"warehouse-3","timestamp":"2024-07-15T14:30:03.125Z"}

    : +0.2
    id: 48231
    event: order-item-added
    data: {"orderId":"order-10532","itemId":"item-30380","name":"Watering can 5 l","quantity":2,"price":22.75}

    : +0.2
    id: 48232
    event: replay-complete
    data: {"replayedEvents":4,"resumingLiveStream":true}

    : +0.2
    id: 48233
    event: order-item-added
    data: {"orderId":"order-10532","itemId":"item-30382","name":"Desk lamp, brass","quantity":2,"price":79.00}

    id: 48234
    event: order-updated
    data: {"orderId":"order-10532","total":203.50,"itemCount":4}

    : +4.35
    id: 48235
    event: order-updated
    data: {"orderId":"order-10482","status":"PROCESSING","assignedTo":"warehouse-north","timestamp":"2024-07-15T14:30:10.320Z"}

    : +1.8
    id: 48236
    event: order-created
    data: {"orderId":"order-10533","customerId":"cust-1118","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:30:12.145Z"}

    : +0.84
    id: 48237
    event: order-submitted
    data: {"orderId":"order-10532","status":"PENDING","submittedAt":"2024-07-15T14:30:12.964Z"}

    : +0.7
    id: 48238
    event: order-item-added
    data: {"orderId":"order-10533","itemId":"item-30385","name":"Rain poncho","quantity":2,"price":29.95}

    : +0.76
    id: 48239
    event: order-item-added
    data: {"orderId":"order-10533","itemId":"item-30388","name":"Olive oil 0.5 l","quantity":1,"price":13.90}

    : +0.22
    id: 48240
    event: order-updated
    data: {"orderId":"order-10488","assignedTo":"warehouse-3"}

    : +0.32
    id: 48241
    event: order-item-added
    data: {"orderId":"order-10533","itemId":"item-30391","name":"Tea towel, striped","quantity":4,"price":8.50}

    : +1.1
    id: 48242
    event: order-item-added
    data: {"orderId":"order-10533","itemId":"item-30394","name":"Cast iron pan 28 cm","quantity":1,"price":48.95}

    : +0.82
    id: 48243
    event: order-updated
    data: {"orderId":"order-10533","total":156.75,"itemCount":8}

    : +1.34
    id: 48244
    event: order-cancelled
    data: {"orderId":"order-10509","status":"CANCELLED","reason":"payment failed","timestamp":"2024-07-15T14:30:18.269Z"}

    : +1.5
    id: 48245
    event: heartbeat
    data: {"timestamp":"2024-07-15T14:30:19.760Z","connectionAge":"PT15S"}

    : +0.06
    id: 48246
    event: order-shipped
    data: {"orderId":"order-10522","status":"SHIPPED","trackingNumber":"00340439792398480770","carrier":"DHL","timestamp":"2024-07-15T14:30:19.790Z"}

    : +0.74
    id: 48247
    event: order-created
    data: {"orderId":"order-10535","customerId":"cust-1288","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:30:20.523Z","priority":"express"}

    : +0.41
    id: 48248
    event: order-submitted
    data: {"orderId":"order-10533","status":"PENDING","submittedAt":"2024-07-15T14:30:20.951Z"}

    : +0.62
    id: 48249
    event: order-item-added
    data: {"orderId":"order-10535","itemId":"item-30400","name":"Camping stove","quantity":4,"price":58.40}

    : +1.49
    id: 48250
    event: order-item-added
    data: {"orderId":"order-10535","itemId":"item-30403","name":"Dry bag 20 l","quantity":3,"price":24.90}

    : +0.57
    id: 48251
    event: order-updated
    data: {"orderId":"order-10535","total":308.30,"itemCount":7}

    : +0.41
    id: 48252
    event: order-updated
    data: {"orderId":"order-10499","status":"PROCESSING","assignedTo":"warehouse-3","timestamp":"2024-07-15T14:30:24.042Z"}

    : +0.26
    id: 48253
    event: order-item-added
    data: {"orderId":"order-10533","itemId":"item-30396","name":"Käsemesser","quantity":2,"price":19.90}

    : +0.75
    id: 48254
    event: order-shipped
    data: {"orderId":"order-10521","status":"SHIPPED","trackingNumber":"00340439681664943195","carrier":"DHL","timestamp":"2024-07-15T14:30:25.045Z"}

    : +0.22
    id: 48255
    event: order-updated
    data: {"orderId":"order-10533","total":196.55,"itemCount":10}

    : +1.27
    id: 48256
    event: error
    data: {"code":"RESOURCE_NOT_FOUND","message":"Customer cust-1877 not found"}

    : +4.9
    id: 48257
    event: order-created
    data: {"orderId":"order-10536","customerId":"cust-1713","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:30:31.436Z"}

    : +1.31
    id: 48258
    event: order-submitted
    data: {"orderId":"order-10535","status":"PENDING","submittedAt":"2024-07-15T14:30:32.782Z"}

    : +0.22
    id: 48259
    event: order-item-added
    data: {"orderId":"order-10536","itemId":"item-30405","name":"Sourdough starter kit","quantity":4,"price":21.00}

    : +0.47
    id: 48260
    event: order-shipped
    data: {"orderId":"order-10490","status":"SHIPPED","trackingNumber":"00340437886511416041","carrier":"DHL","timestamp":"2024-07-15T14:30:33.455Z"}

    : +0.22
    id: 48261
    event: order-item-added
    data: {"orderId":"order-10536","itemId":"item-30406","name":"Dry bag 20 l","quantity":1,"price":24.90}

    : +0.36
    id: 48262
    event: order-updated
    data: {"orderId":"order-10532","status":"PROCESSING","assignedTo":"warehouse-north","timestamp":"2024-07-15T14:30:34.030Z"}

    : +0.72
    id: 48263
    event: heartbeat
    data: {"timestamp":"2024-07-15T14:30:34.760Z","connectionAge":"PT30S"}

    : +0.26
    id: 48264
    event: order-item-added
    data: {"orderId":"order-10536","itemId":"item-30407","name":"Rolling pin, beech","quantity":2,"price":16.75}

    : +0.34
    id: 48265
    event: order-submitted
    data: {"orderId":"order-10508","status":"PENDING","submittedAt":"2024-07-15T14:30:35.340Z"}

    : +0.22
    id: 48266
    event: order-updated
    data: {"orderId":"order-10536","total":142.40,"itemCount":7}

    : +3.18
    id: 48267
    event: order-updated
    data: {"orderId":"order-10512","status":"PROCESSING","assignedTo":"warehouse-1","timestamp":"2024-07-15T14:30:38.763Z"}

    : +1.43
    id: 48268
    event: order-submitted
    data: {"orderId":"order-10536","status":"PENDING","submittedAt":"2024-07-15T14:30:40.161Z"}

    : +2.97
    id: 48269
    event: order-created
    data: {"orderId":"order-10538","customerId":"cust-1502","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:30:43.140Z"}

    : +1.08
    id: 48270
    event: order-item-added
    data: {"orderId":"order-10538","itemId":"item-30409","name":"Secateurs","quantity":1,"price":33.30}

    : +0.62
    id: 48271
    event: order-updated
    data: {"orderId":"order-10502","status":"PROC

    : +0.61
    id: 48272
    event: order-item-added
    data: {"orderId":"order-10538","itemId":"item-30411","name":"Bicycle bell","quantity":1,"price":14.90}

    : +0.68
    id: 48273
    event: order-item-added
    data: {"orderId":"order-10538","itemId":"item-30413","name":"Crème brûlée dishes, 4","quantity":2,"price":26.00}

    : +0.71
    id: 48274
    event: order-updated
    data: {"orderId":"order-10489","status":"ON_HOLD","reason":"address incomplete","timestamp":"2024-07-15T14:30:46.859Z"}

    : +0.5
    id: 48275
    event: order-item-added
    data: {"orderId":"order-10538","itemId":"item-30415","name":"Maple syrup 250 ml","quantity":6,"price":9.80}

    : +0.85
    id: 48276
    event: order-updated
    data: {"orderId":"order-10535","status":"PROCESSING","assignedTo":"warehouse-3","timestamp":"2024-07-15T14:30:48.179Z"}

    : +0.25
    id: 48277
    event: order-shipped
    data: {"orderId":"order-10471","status":"SHIPPED","trackingNumber":"1Z999AA18663547293","carrier":"UPS","timestamp":"2024-07-15T14:30:48.464Z"}

    : +0.59
    id: 48278
    event: order-item-removed
    data: {"orderId":"order-10538","itemId":"item-30411"}

    : +0.88
    id: 48279
    event: order-updated
    data: {"orderId":"order-10538","total":144.10,"itemCount":9}

    : +1.23
    id: 48280
    event: order-updated
    data: {"orderId":"order-10508","status":"PROCESSING","assignedTo":"warehouse-north","timestamp":"2024-07-15T14:30:51.157Z"}

    : +1.4
    id: 48281
    event: order-shipped
    data: {"orderId":"order-10485","status":"SHIPPED","trackingNumber":"01501613059743","carrier":"DPD","timestamp":"2024-07-15T14:30:52.550Z"}

    : +24.11
    id: 48282
    event: order-shipped
    data: {"orderId":"order-10532","status":"SHIPPED","trackingNumber":"01506185974440","carrier":"DPD","timestamp":"2024-07-15T14:31:16.646Z"}

    : +0.22
    id: 48283
    event: order-updated
    data: {"orderId":"order-10533","status":"PROCESSING","assignedTo":"warehouse-3","timestamp":"2024-07-15T14:31:16.877Z"}

    : +0.27
    id: 48284
    event: order-created
    data: {"orderId":"order-10541","customerId":"cust-1502","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:31:17.117Z"}

    : +0.41
    id: 48285
    event: order-item-added
    data: {"orderId":"order-10541","itemId":"item-30418","name":"Paper filters, 100","quantity":3,"price":6.49}

    : +0.22
    id: 48286
    event: order-updated
    data: {"orderId":"order-10536","status":"PROCESSING","assignedTo":"warehouse-3","timestamp":"2024-07-15T14:31:17.678Z"}

    : +1.03
    id: 48287
    event: order-item-added
    data: {"orderId":"order-10541","itemId":"item-30422","name":"Espresso beans 1 kg","quantity":1,"price":18.90}

    : +0.22
    id: 48288
    event: order-shipped
    data: {"orderId":"order-10510","status":"SHIPPED","trackingNumber":"1Z999AA18287499538","carrier":"UPS","timestamp":"2024-07-15T14:31:18.962Z"}

    : +0.24
    id: 48289
    event: order-shipped
    data: {"orderId":"order-10535","status":"SHIPPED","trackingNumber":"1Z999AA12749375508","carrier":"UPS","timestamp":"2024-07-15T14:31:19.270Z"}

    : +0.48
    id: 48290
    event: heartbeat
    data: {"timestamp":"2024-07-15T14:31:19.760Z","connectionAge":"PT1M15S"}

    : +0.37
    id: 48291
    event: order-item-removed
    data: {"orderId":"order-10541","itemId":"item-30422"}

    : +0.65
    id: 48292
    event: order-updated
    data: {"orderId":"order-10541","total":19.47,"itemCount":3}

    : +1.68
    id: 48293
    event: order-created
    data: {"orderId":"order-10542","customerId":"cust-1766","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:31:22.426Z"}

    : +1.18
    id: 48294
    event: order-item-added
    data: {"orderId":"order-10542","itemId":"item-30424","name":"Dry bag 20 l","quantity":1,"price":24.90}

    : +0.52
    id: 48295
    event: order-shipped
    data: {"orderId":"order-10488","status":"SHIPPED","trackingNumber":"1Z999AA18237707710","carrier":"UPS","timestamp":"2024-07-15T14:31:24.125Z"}

    : +0.22
    id: 48296
    event: order-submitted
    data: {"orderId":"order-10541","status":"PENDING","submittedAt":"2024-07-15T14:31:24.199Z"}

    : +0.22
    id: 48297
    event: order-updated
    data: {"orderId":"order-10542","total":24.90,"itemCount":1}

    : +0.96
    id: 48298
    event: order-updated
    data: {"orderId":"order-10494","status":"PROCESSING","assignedTo":"warehouse-2","timestamp":"2024-07-15T14:31:25.562Z"}

    : +4.6
    : lost no route to host
    : +2.8
    id: 48711
    event: replay-failed
    data: {"reason":"EVENT_ID_EXPIRED","oldestAvailable":"48675","requestedId":"48298"}

    id: 48712
    event: connected
    data: {"streamId":"live-c04e21","timestamp":"2024-07-15T14:31:32.950Z","replayUnavailable":true}

    : +1.99
    id: 48713
    event: order-submitted
    data: {"orderId":"order-10542","status":"PENDING","submittedAt":"2024-07-15T14:31:34.953Z"}

    : +0.51
    id: 48714
    event: order-created
    data: {"orderId":"order-10546","customerId":"cust-1349","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:31:35.453Z"}

    : +0.52
    id: 48715
    event: order-item-added
    data: {"orderId":"order-10546","itemId":"item-30426","name":"Espresso beans 1 kg","quantity":1,"price":18.90}

    : +1.22
    id: 48716
    event: order-item-added
    data: {"orderId":"order-10546","itemId":"item-30428","name":"Bicycle bell","quantity":1,"price":14.90}

    : +0.46
    id: 48717
    event: order-updated
    data: {"orderId":"order-10402","status":"PROCESSING","assignedTo":"warehouse-2"}

    : +0.99
    id: 48718
    event: order-item-added
    data: {"orderId":"order-10546","itemId":"item-30430","name":"Rain poncho","quantity":2,"price":29.95}

    : +0.55
    id: 48719
    event: order-item-added
    data: {"orderId":"order-10546","itemId":"item-30431","name":"Espresso beans 1 kg","quantity":1,"price":18.90}

    : +0.62
    id: 48720
    event: order-updated
    data: {"orderId":"order-10546","total":112.60,"itemCount":5}

    : +0.22
    id: 48721
    event: order-submitted
    data: {"orderId":"order-10543","status":"PENDING","submittedAt":"2024-07-15T14:31:39.810Z"}

    : +0.41
    id: 48722
    event: order-updated
    data: {"orderId":"order-10541","status":"PROCESSING","assignedTo":"warehouse-3","timestamp":"2024-07-15T14:31:40.435Z"}

    : +0.71
    id: 48723
    event: order-shipped
    data: {"orderId":"order-10486","status":"SHIPPED","trackingNumber":"01501574468561","carrier":"DPD","timestamp":"2024-07-15T14:31:41.168Z"}

    : +2.2
    id: 48724
    event: order-created
    data: {"orderId":"order-10549","customerId":"cust-1201","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:31:43.339Z","priority":"express"}

    : +0.59
    id: 48725
    event: order-item-added
    data: {"orderId":"order-10549","itemId":"item-30434","name":"Watering can 5 l","quantity":2,"price":22.75}

    : +0.55
    id: 48726
    event: order-updated
    data: {"orderId":"order-10542","status":"PROCESSING","assignedTo":"warehouse-3","timestamp":"2024-07-15T14:31:44.498Z"}

    : +0.65
    id: 48727
    event: order-item-added
    data: {"orderId":"order-10549","itemId":"item-30438","name":"Rolling pin, beech","quantity":4,"price":16.75}

    : +0.22
    id: 48728
    event: order-shipped
    data: {"orderId":"order-10388","status":"SHIPPED","trackingNumber":"1Z999AA10123456784","carrier":"UPS"}

    : +0.34
    id: 48729
    event: order-item-added
    data: {"orderId":"order-10549","itemId":"item-30439","name":"Hiking socks, pair","quantity":1,"price":15.50}

    : +0.73
    id: 48730
    event: order-updated
    data: {"orderId":"order-10549","total":128.00,"itemCount":7}

    : +1.02
    id: 48731
    event: order-shipped
    data: {"orderId":"order-10492","status":"SHIPPED","trackingNumber":"01504295651295","carrier":"DPD","timestamp":"2024-07-15T14:31:47.438Z"}

    : +0.5
    id: 48732
    event: heartbeat
    data: {"timestamp":"2024-07-15T14:31:47.960Z","connectionAge":"PT15S"}

    : +1.33
    id: 48733
    event: order-submitted
    data: {"orderId":"order-10546","status":"PENDING","submittedAt":"2024-07-15T14:31:49.245Z"}

    : +2.14
    id: 48734
    event: order-updated
    data: {"orderId":"order-10543","status":"PROCESSING","assignedTo":"warehouse-3","timestamp":"2024-07-15T14:31:51.395Z"}

    : +0.33
    id: 48735
    event: order-created
    data: {"orderId":"order-10552","customerId":"cust-1502","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:31:51.769Z"}

    : +0.62
    id: 48736
    event: order-item-added
    data: {"orderId":"order-10552","itemId":"item-30443","name":"Maple syrup 250 ml","quantity":6,"price":9.80}

    : +0.9
    id: 48737
    event: order-item-added
    data: {"orderId":"order-10552","itemId":"item-30445","name":"Sourdough starter kit","quantity":1,"price":21.00}

    : +0.36
    id: 48738
    event: order-updated
    data: {"orderId":"order-10552","total":79.80,"itemCount":7}

    : +0.22
    id: 48739
    event: error
    data: {"code":"RATE_LIMITED","message":"Too many connections","recoverable":true,"retryAfter":5}

    : +1
    id: 48740
    event: order-shipped
    data: {"orderId":"order-10466","status":"SHIPPED","trackingNumber":"00340433624815763538","carrier":"DHL","timestamp":"2024-07-15T14:31:54.856Z"}

    : +1.4
    id: 48741
    event: order-updated
    data: {"orderId":"order-10502","status":"PROCESSING","assignedTo":"warehouse-north","timestamp":"2024-07-15T14:31:56.247Z"}

    : +1.13
    id: 48742
    event: order-submitted
    data: {"orderId":"order-10549","status":"PENDING","submittedAt":"2024-07-15T14:31:57.355Z"}

    : +0.77
    id: 48743
    event: order-shipped
    data: {"orderId":"order-10508","status":"SHIPPED","trackingNumber":"602085430872","carrier":"FedEx","timestamp":"2024-07-15T14:31:58.167Z"}

    : +0.53
    id: 48744
    event: order-updated
    data: {"orderId":"order-10546","status":"PROCESSING","assignedTo":"warehouse-2","timestamp":"2024-07-15T14:31:58.683Z"}

    : +2.17
    id: 48745
    event: order-created
    data: {"orderId":"order-10554","customerId":"cust-1337","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:32:00.839Z"}

    : +1.03
    id: 48746
    event: order-shipped
    data: {"orderId":"order-10533","status":"SHIPPED","trackingNumber":"00340435708342234969","carrier":"DHL","timestamp":"2024-07-15T14:32:01.875Z"}

    : +0.29
    id: 48747
    event: order-shipped
    data: {"orderId":"order-10536","status":"SHIPPED","trackingNumber":"1Z999AA18099432082","carrier":"UPS","timestamp":"2024-07-15T14:32:02.142Z"}

    : +0.22
    id: 48748
    event: order-item-added
    data: {"orderId":"order-10554","itemId":"item-30448","name":"Notebook A5, dotted","quantity":6,"price":12.80}

    : +0.56
    id: 48749
    event: heartbeat
    data: {"timestamp":"2024-07-15T14:32:02.960Z","connectionAge":"PT30S"}

    : +0.14
    id: 48750
    event: order-submitted
    data: {"orderId":"order-10552","status":"PENDING","submittedAt":"2024-07-15T14:32:03.050Z"}

    : +0.22
    id: 48751
    event: order-item-added
    data: {"orderId":"order-10554","itemId":"item-30450","name":"Espresso beans 1 kg","quantity":4,"price":18.90}

    : +0.22
    id: 48752
    event: order-shipped
    data: {"orderId":"order-10482","status":"SHIPPED","trackingNumber":"1Z999AA11938484202","carrier":"UPS","timestamp":"2024-07-15T14:32:03.456Z"}

    : +0.94
    id: 48753
    event: order-item-added
    data: {"orderId":"order-10554","itemId":"item-30453","name":"Sea salt flakes","quantity":1,"price":4.95}

    : +1.12
    id: 48754
    event: order-item-added
    data: {"orderId":"order-10554","itemId":"item-30454","name":"Digital scale 5 kg","quantity":3,"price":27.99}

    : +0.32
    id: 48755
    event: order-updated
    data: {"orderId":"order-10554","total":241.32,"itemCount":14}

    : +1.04
    id: 48756
    event: order-shipped
    data: {"orderId":"order-10499","status":"SHIPPED","trackingNumber":"1Z999AA18314865805","carrier":"UPS","timestamp":"2024-07-15T14:32:06.953Z"}

    : +3.4
    id: 48757
    event: disconnecting
    data: {"reason":"SERVER_MAINTENANCE","reconnectAfter":8,"message":"Scheduled maintenance"}

    : +1.5
    : closed
    : +8.7
    id: 48758
    event: connected
    data: {"streamId":"live-e91b5d","timestamp":"2024-07-15T14:32:20.550Z","filters":{"since":"2024-07-15T13:29:00Z"}}

    id: 48759
    event: replay-start
    data: {"missedEvents":7,"replayingFrom":"48757"}

    : +0.2
    id: 48760
    event: order-shipped
    data: {"orderId":"order-10543","status":"SHIPPED","trackingNumber":"1Z999AA16865005236","carrier":"UPS","timestamp":"2024-07-15T14:32:10.555Z"}

    : +0.15
    id: 48761
    event: order-submitted
    data: {"orderId":"order-10554","status":"PENDING","submittedAt":"2024-07-15T14:32:12.677Z"}

    : +0.15
    id: 48762
    event: order-created
    data: {"orderId":"order-10556","customerId":"cust-1713","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:32:13.963Z"}

    : +0.15
    id: 48763
    event: order-item-added
    data: {"orderId":"order-10556","itemId":"item-30456","name":"Sourdough starter kit","quantity":1,"price":21.00}

    : +0.15
    id: 48764
    event: order-updated
    data: {"orderId":"order-10556","total":21.00,"itemCount":1}

    : +0.15
    id: 48765
    event: order-updated
    data: {"orderId":"order-10552","status":"PROCESSING","assignedTo":"warehouse-3","timestamp":"2024-07-15T14:32:19.070Z"}

    : +0.15
    id: 48766
    event: order-submitted
    data: {"orderId":"order-10556","status":"PENDING","submittedAt":"2024-07-15T14:32:19.995Z"}

    : +0.15
    id: 48767
    event: replay-complete
    data: {"replayedEvents":7,"resumingLiveStream":true}

    : +0.33
    id: 48768
    event: order-updated
    data: {"orderId":"order-10549","status":"PROCESSING","assignedTo":"warehouse-1","timestamp":"2024-07-15T14:32:22.092Z"}

    : +3.52
    id: 48769
    event: order-created
    data: {"orderId":"order-10557","customerId":"cust-1288","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:32:25.664Z"}

    : +0.85
    id: 48770
    event: order-item-added
    data: {"orderId":"order-10557","itemId":"item-30459","name":"Espresso beans 1 kg","quantity":3,"price":18.90}

    : +0.79
    id: 48771
    event: order-item-added
    data: {"orderId":"order-10557","itemId":"item-30461","name":"Notebook A5, dotted","quantity":2,"price":12.80}

    : +0.87
    id: 48772
    event: order-item-added
    data: {"orderId":"order-10557","itemId":"item-30462","name":"Desk lamp, brass","quantity":4,"price":79.00}

    : +0.77
    id: 48773
    event: order-item-added
    data: {"orderId":"order-10557","itemId":"item-30463","name":"Walnut cutting board","quantity":1,"price":54.00}

    : +0.42
    id: 48774
    event: order-shipped
    data: {"orderId":"order-10494","status":"SHIPPED","trackingNumber":"1Z999AA18407116440","carrier":"UPS","timestamp":"2024-07-15T14:32:29.368Z"}

    : +0.29
    id: 48775
    event: order-updated
    data: {"orderId":"order-10557","total":452.30,"itemCount":10}

    : +2.71
    id: 48776
    event: order-cancelled
    data: {"orderId":"order-10489","status":"CANCELLED","cancellationReason":"address could not be confirmed","timestamp":"2024-07-15T14:32:32.332Z"}

    : +2.2
    id: 48777
    event: order-created
    data: {"orderId":"order-10560","customerId":"cust-1790","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:32:34.548Z"}

    : +0.59
    id: 48778
    event: order-item-added
    data: {"orderId":"order-10560","itemId":"item-30466","name":"Linen apron","quantity":1,"price":32.50}

    : +0.41
    id: 48779
    event: heartbeat
    data: {"timestamp":"2024-07-15T14:32:35.560Z","connectionAge":"PT15S"}

    : +0.27
    id: 48780
    event: order-updated
    data: {"orderId":"order-10560","total":32.50,"itemCount":1}

    : +0.46
    id: 48781
    event: order-updated
    data: {"orderId":"order-10556","status":"PROCESSING","assignedTo":"warehouse-3","timestamp":"2024-07-15T14:32:36.283Z"}

    : +0.86
    id: 48782
    event: order-shipped
    data: {"orderId":"order-10546","status":"SHIPPED","trackingNumber":"ZF233741288","carrier":"GLS","timestamp":"2024-07-15T14:32:37.133Z"}

    : +2.51
    id: 48783
    event: order-submitted
    data: {"orderId":"order-10557","status":"PENDING","submittedAt":"2024-07-15T14:32:39.614Z"}

    : +2.2
    id: 48784
    event: order-created
    data: {"orderId":"order-10563","customerId":"cust-1466","status":"CREATED","items":[],"total":0,"timestamp":"2024-07-15T14:32:41.815Z"}

    : +1.02
    id: 48785
    event: order-item-added
    data: {"orderId":"order-10563","itemId":"item-30470","name":"Pepper mill","quantity":3,"price":36.00}

    : +0.68
    id: 48786
    event: order-submitted
    data: {"orderId":"order-10560","status":"PENDING","submittedAt":"2024-07-15T14:32:43.555Z"}

    : +0.65
    id: 48787
    event: order-item-added
    data: {"orderId":"order-10563","itemId":"item-30472","name":"Power bank 10 Ah","quantity":3,"price":31.90}

    : +1.04
    id: 48788
    event: order-item-added
    data: {"orderId":"order-10563","itemId":"item-30474","name":"Enamel mug","quantity":1,"price":11.90}

    : +0.71
    id: 48789
    event: order-shipped
    data: {"orderId":"order-10502","status":"SHIPPED","trackingNumber":"828473465960","carrier":"FedEx","timestamp":"2024-07-15T14:32:45.969Z"}

    : +0.47
    id: 48790
    event: order-item-removed
    data: {"orderId":"order-10563","itemId":"item-30472"}

    : +0.82
    id: 48791
    event: order-updated
    data: {"orderId":"order-10563","total":119.90,"itemCount":4}

    : +3.31
    id: 48792
    event: heartbeat
    data: {"timestamp":"2024-07-15T14:32:50.560Z","connectionAge":"PT30S"}

    : +2.62
    id: 48793
    event: order-submitted
    data: {"orderId":"order-10563","status":"PENDING","submittedAt":"2024-07-15T14:32:53.185Z"}

    : +3.28
    id: 48794
    event: error
    data: {"code":"AUTH_EXPIRED","message":"Authentication token expired","recoverable":false}


    """#

  /// The recording's UTF-8.
  static var bytes: [UInt8] { Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)) }
}
